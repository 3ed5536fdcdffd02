using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions;

/// <summary>
/// Lets sessions in: by their workspace's budget, its limits, then the table of sessions. What a crash leaves between the
/// seat and the row, the janitor puts right.
/// </summary>
public sealed class SessionEntry(ISessionStore store, IWorkspaceUsage usage, IOptions<SessionOptions> options)
{
    /// <exception cref="ProblemException">409: a limit or the budget is reached, or the name taken.</exception>
    internal async Task InsertAsync(
        Workspace workspace,
        SessionRecord session,
        double cpu,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await EnterAsync(workspace, session, cpu, cancellationToken);
        try
        {
            await store.InsertAsync(session, MaxLive(workspace), cancellationToken);
        }
        catch (SessionRefusedException refusal)
        {
            await usage.LeaveSessionAsync(workspace.Name.Value, session.Id.Value, client, cancellationToken);
            throw ToProblem(refusal);
        }
    }

    /// <param name="workspace">The session's.</param>
    /// <param name="found">As it is.</param>
    /// <param name="change">To its next attempt.</param>
    /// <param name="cpu">Of the next attempt's flavor; its seat changes even when the restart is refused after that.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ProblemException">As for an insert; 404.</exception>
    internal async Task<SessionRecord> RestartAsync(
        Workspace workspace,
        SessionRecord found,
        Func<SessionRecord, SessionRecord> change,
        double cpu,
        CancellationToken cancellationToken)
    {
        await EnterAsync(workspace, found, cpu, cancellationToken);
        try
        {
            return await store.UpdateAsync(found.Workspace, found.Id, change, cancellationToken, MaxLive(workspace)) ??
                throw SessionLookup.Missing(found.Workspace, found.Id.Value);
        }
        catch (SessionRefusedException refusal)
        {
            throw ToProblem(refusal);
        }
    }

    private async Task EnterAsync(
        Workspace workspace, SessionRecord session, double cpu, CancellationToken cancellationToken)
    {
        if (await usage.EnterSessionAsync(workspace, session.Id.Value, cpu, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }
    }

    private int MaxLive(Workspace workspace) =>
        Math.Min(workspace.Limits.ConcurrentSessions ?? int.MaxValue, options.Value.MaxPerWorkspace);

    private static ProblemException ToProblem(SessionRefusedException refusal) => new(refusal.Field.Length == 0
        ? Problems.LimitExceeded(refusal.Message)
        : Problems.WrongState($"The {refusal.Field} {refusal.Message}"));
}
