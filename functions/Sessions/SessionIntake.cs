using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions;

/// <summary>
/// The one way in for sessions and their restarts. The row makes the attempt, then its orchestration is started; a row
/// without one is started by the janitor.
/// </summary>
public sealed class SessionIntake(
    ISessionStore store,
    SessionEntry entry,
    ComputeChecks compute,
    SessionStarts starts,
    IOptions<SessionOptions> options,
    TimeProvider time)
{
    private const string DefaultName = "lab";

    private SessionOptions Options => options.Value;

    /// <summary>Starts a session; with a reserved id that one which is there already, if there is one.</summary>
    internal async Task<SessionRecord> AcceptAsync(
        Workspace workspace,
        SessionSubmission wanted,
        RequestErrors errors,
        RunId? reserved,
        Caller caller,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var environment = await compute.EnvironmentAsync(workspace, wanted.Environment, errors, cancellationToken);
        var flavor = await FlavorAsync(workspace, wanted.Flavor, errors, cancellationToken);
        errors.ThrowIfAny();
        if (reserved is { } known && await store.FindAsync(workspace.Name.Value, known, cancellationToken) is { } there)
        {
            return there;
        }

        var id = reserved ?? RunId.New(time.GetUtcNow());
        var session = new SessionRecord
        {
            Workspace = workspace.Name.Value,
            Id = id,
            Name = wanted.Name ?? DefaultName,
            State = SessionState.Starting,
            Environment = environment!.Reference,
            Image = environment.Image,
            Flavor = flavor!.Name,
            IdleMinutes = wanted.IdleMinutes ?? Options.IdleMinutes,
            MaxAgeHours = wanted.MaxAgeHours ?? Options.MaxAgeHours,
            CreatedBy = caller.User,
            CreatedOn = id.CreatedOn,
            RequestedOn = id.CreatedOn,
        };
        await entry.InsertAsync(workspace, session, flavor.Cpu, client, cancellationToken);

        // The session exists from here on, also for a caller that is gone by now.
        await starts.StartAsync(client, session.Reference);
        return session;
    }

    /// <summary>A new attempt with the same home. One that is not over is stopped, which the new one waits for.</summary>
    internal async Task<SessionRecord> RestartAsync(
        Workspace workspace,
        SessionRecord found,
        SessionSubmission wanted,
        RequestErrors errors,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        // What the session has is named exactly, so that it does not change by itself.
        var environment = await compute.EnvironmentAsync(
            workspace, wanted.Environment ?? found.Environment, errors, cancellationToken);
        var flavor = await FlavorAsync(workspace, wanted.Flavor ?? found.Flavor, errors, cancellationToken);
        errors.ThrowIfAny();
        var now = time.GetUtcNow();
        var session = await entry.RestartAsync(
            workspace,
            found,
            current => current.Attempt != found.Attempt
                ? throw new ProblemException(Problems.WrongState("The session is being restarted already."))
                : Again(current, now) with
                {
                    Environment = environment!.Reference,
                    Image = environment.Image,
                    Flavor = flavor!.Name,
                    IdleMinutes = wanted.IdleMinutes ?? current.IdleMinutes,
                    MaxAgeHours = wanted.MaxAgeHours ?? current.MaxAgeHours,
                },
            flavor!.Cpu,
            cancellationToken);
        await starts.StartAsync(client, session.Reference);
        if (!found.State.IsOver())
        {
            await starts.TellAsync(client, found.Reference);
        }

        return session;
    }

    internal static SessionRecord Again(SessionRecord session, DateTimeOffset now) => session with
    {
        State = SessionState.Starting,
        Cause = null,
        Attempt = session.Attempt + 1,
        RequestedOn = now,
        ProvisioningOn = null,
        StartedOn = null,
        ReadyOn = null,
        StopRequestedOn = null,
        EndedOn = null,
        KeepAliveOn = null,
        Address = null,
    };

    private async Task<Flavor?> FlavorAsync(
        Workspace workspace, string? wanted, RequestErrors errors, CancellationToken cancellationToken)
    {
        var flavor = await compute.FlavorAsync(workspace, wanted, errors, cancellationToken);
        if (flavor?.SubnetId is not null)
        {
            errors.Add("flavor", $"'{flavor.Name}' is for runs alone: in its network '{flavor.Network}' JupyterLab has no address.");
        }

        return flavor;
    }
}
