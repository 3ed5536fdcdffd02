using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>
/// Ends an update: puts the version among the curated ones, as the newest or as failed, and clears up. Idempotent.
/// </summary>
public sealed class SettleUpdate(
    EnvironmentUpdateStore updates,
    EnvironmentStore environments,
    EnvironmentIntake intake,
    EnvironmentBlobs blobs,
    ISessionStore sessions,
    SessionChanges changes,
    TimeProvider time)
{
    [Function(nameof(SettleUpdate))]
    public async Task RunAsync(
        [ActivityTrigger] EnvironmentUpdateSettlement settlement,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        if (await updates.FindOpenAsync(settlement.Key, cancellationToken) is not { } update)
        {
            return;
        }

        await StopSessionAsync(update, client, cancellationToken);
        var candidate = await environments.FindAsync(update.Candidate, cancellationToken);
        if (candidate is not null && settlement.State is not EnvironmentUpdateState.Unchanged)
        {
            await PublishAsync(candidate, settlement, cancellationToken);
        }

        await updates.ChangeOpenAsync(
            update.Key,
            current => current with { State = settlement.State, Reason = settlement.Reason, EndedOn = time.GetUtcNow() },
            cancellationToken);
        if (candidate is not null)
        {
            await intake.EndAsync(candidate, cancellationToken);
        }
    }

    /// <summary>Log and report first: a version that can be seen has them.</summary>
    private async Task PublishAsync(
        EnvironmentVersion candidate, EnvironmentUpdateSettlement settlement, CancellationToken cancellationToken)
    {
        var version = candidate with
        {
            Workspace = null,
            State = settlement.State is EnvironmentUpdateState.Published ? EnvironmentState.Ready : EnvironmentState.Failed,
            Reason = settlement.Reason,
            Checked = true,
            ReleasedOn = time.GetUtcNow(),
            Attempt = 1,
            CancelRequestedOn = null,
        };
        await CopyAsync(candidate.Key, EnvironmentBlobs.Log, version.Key, EnvironmentBlobs.Log, cancellationToken);
        await CopyAsync(
            candidate.Key,
            EnvironmentBlobs.Report(candidate.Attempt),
            version.Key,
            EnvironmentBlobs.Report(version.Attempt),
            cancellationToken);
        await environments.TryAddAsync(version, cancellationToken);
    }

    private async Task CopyAsync(
        EnvironmentKey from, string fromName, EnvironmentKey to, string toName, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(from, fromName, cancellationToken) is { } content)
        {
            await blobs.WriteAsync(to, toName, content, cancellationToken);
        }
    }

    private async Task StopSessionAsync(
        EnvironmentUpdate update, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (update.Session is { } id &&
            await sessions.FindAsync(update.Workspace, RunId.Parse(id), cancellationToken) is { } session &&
            !session.State.IsOver())
        {
            try
            {
                await changes.StopAsync(session, client, cancellationToken);
            }
            catch (ProblemException)
            {
                // It has ended in the meantime.
            }
        }
    }
}
