using CloudWorkspaces.Http;
using CloudWorkspaces.Parity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>
/// Starts a session on the new version and the parity check on it, or looks how far they are. Idempotent but for a crash
/// before the update's row, after which another session is started; the first is stopped as idle.
/// </summary>
public sealed class CompareModes(
    EnvironmentUpdateStore updates,
    UpdateWorkspace workspaces,
    SessionIntake sessions,
    ISessionStore store,
    ParityIntake parity,
    ParityReports reports)
{
    [Function(nameof(CompareModes))]
    public async Task<EnvironmentUpdateStep> RunAsync(
        [ActivityTrigger] EnvironmentUpdateKey key,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await updates.FindOpenAsync(key, cancellationToken) is not { } update)
        {
            return EnvironmentUpdateStep.Failed("The update is over.");
        }

        try
        {
            return update switch
            {
                { Parity: { } id } => await JudgeAsync(new(update.Workspace, id), cancellationToken),
                { Session: { } id } => await CompareAsync(update, RunId.Parse(id), client, cancellationToken),
                _ => await StartAsync(update, client, cancellationToken),
            };
        }
        catch (ProblemException problem)
        {
            return EnvironmentUpdateStep.Failed($"Sessions and runs could not be compared. {problem.Explain()}");
        }
    }

    private async Task<EnvironmentUpdateStep> StartAsync(
        EnvironmentUpdate update, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var wanted = new SessionSubmission
        {
            Name = $"update-{Guid.NewGuid():N}",
            Environment = $"{update.Name}:{update.Version}",
        };
        var session = await sessions.AcceptAsync(
            await workspaces.GetAsync(cancellationToken),
            wanted,
            new RequestErrors(),
            reserved: null,
            TrySamples.Caller,
            client,
            cancellationToken);
        await updates.ChangeOpenAsync(
            update.Key,
            current => current with { State = EnvironmentUpdateState.Comparing, Session = session.Id.Value },
            CancellationToken.None);
        return EnvironmentUpdateStep.GoesOn;
    }

    private async Task<EnvironmentUpdateStep> CompareAsync(
        EnvironmentUpdate update, RunId id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var session = await store.FindAsync(update.Workspace, id, cancellationToken);
        if (session is not { State: SessionState.Ready, Address: not null })
        {
            return session?.State is SessionState.Starting or SessionState.Ready
                ? EnvironmentUpdateStep.GoesOn
                : EnvironmentUpdateStep.Failed($"The session {id} on it ended: {session?.Cause?.Message ?? "it was stopped."}");
        }

        var report = await parity.AcceptAsync(
            await workspaces.GetAsync(cancellationToken), session, reserved: null, TrySamples.Caller, client, cancellationToken);
        await updates.ChangeOpenAsync(
            update.Key, current => current with { Parity = report.Id }, CancellationToken.None);
        return EnvironmentUpdateStep.GoesOn;
    }

    private async Task<EnvironmentUpdateStep> JudgeAsync(ParityReference check, CancellationToken cancellationToken)
    {
        var report = await reports.GetAsync(check, cancellationToken);
        return report.State is ParityState.Running
            ? EnvironmentUpdateStep.GoesOn
            : EnvironmentUpdateRules.Fault(report) is { } fault
                ? EnvironmentUpdateStep.Failed(fault)
                : EnvironmentUpdateStep.Done;
    }
}
