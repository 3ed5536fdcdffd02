using System.Collections.Concurrent;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions;

namespace CloudWorkspaces.Functions.Tests.Usage;

/// <summary>The rows of one test's sessions. Every attempt that was ever written stays active until it is forgotten.</summary>
internal sealed class MemorySessions : ISessionStore
{
    private readonly ConcurrentDictionary<RunId, SessionRecord> _rows = [];
    private readonly ConcurrentDictionary<SessionReference, bool> _active = [];

    public SessionRecord this[SessionReference session] => _rows[session.Id];

    /// <summary>Makes the next insert fail, as a taken name does.</summary>
    public bool Refuses { get; set; }

    public Task InsertAsync(SessionRecord session, int maxLive, CancellationToken cancellationToken)
    {
        if (Refuses)
        {
            throw new SessionRefusedException("name", "is taken.");
        }

        _rows[session.Id] = session;
        _active[session.Reference] = true;
        return Task.CompletedTask;
    }

    public Task<SessionRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.TryGetValue(id, out var row) && row.Workspace == workspace ? row : null);

    public async Task<SessionRecord?> UpdateAsync(
        string workspace,
        RunId id,
        Func<SessionRecord, SessionRecord> change,
        CancellationToken cancellationToken,
        int maxLive = int.MaxValue)
    {
        if (await FindAsync(workspace, id, cancellationToken) is not { } before)
        {
            return null;
        }

        var after = change(before);
        SessionTransitions.Check(before, after);
        _rows[id] = after;
        _active[after.Reference] = true;
        return after;
    }

    public Task<IReadOnlyList<SessionRecord>> ListAsync(
        string workspace, int limit, RunId? after, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<SessionReference> ActiveAsync(CancellationToken cancellationToken) =>
        _active.Keys.ToAsyncEnumerable();

    public Task ForgetActiveAsync(SessionReference session, CancellationToken cancellationToken)
    {
        _active.TryRemove(session, out _);
        return Task.CompletedTask;
    }
}
