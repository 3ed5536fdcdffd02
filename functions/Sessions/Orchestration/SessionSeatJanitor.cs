using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>
/// Makes the seats those of the sessions that live: a crash, or a restart that was refused or ran beside the end of the
/// attempt before, can leave one too many, too few, or of another size.
/// </summary>
public sealed class SessionSeatJanitor(
    ISessionStore sessions, IWorkspaceUsage usage, IFlavors flavors, JanitorSweep sweep)
{
    /// <summary>From a seat to its row.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await sweep.OverAsync(
            usage.SessionsAsync(cancellationToken), (use, token) => ReleaseAsync(use, client, token), cancellationToken);
        await sweep.OverAsync(sessions.ActiveAsync(cancellationToken), KeepAsync, cancellationToken);
    }

    private async Task ReleaseAsync(SessionUse use, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var id = RunId.Parse(use.Session);
        var record = await sessions.FindAsync(use.Workspace, id, cancellationToken);
        if (record?.State.IsOver() ?? id.CreatedOn < sweep.Now - UnderWay)
        {
            await usage.LeaveSessionAsync(use.Workspace, use.Session, client, cancellationToken);
        }
    }

    private async Task KeepAsync(SessionReference session, CancellationToken cancellationToken)
    {
        var record = await sessions.FindAsync(session.Workspace, session.Id, cancellationToken);
        if (record?.State.IsOver() is false && flavors.Find(record.Flavor) is { } flavor)
        {
            await usage.KeepSessionAsync(
                new SessionUse(session.Workspace, session.SessionId, flavor.Cpu), cancellationToken);
        }
    }
}
