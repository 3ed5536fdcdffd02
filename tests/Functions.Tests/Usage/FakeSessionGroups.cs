using System.Collections.Concurrent;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Groups;

namespace CloudWorkspaces.Functions.Tests.Usage;

/// <summary>Container groups of sessions that are there or not.</summary>
internal sealed class FakeSessionGroups : ISessionGroups
{
    public ConcurrentDictionary<SessionReference, SessionGroup> Groups { get; } = [];

    public GroupCreation Answer { get; set; } = new() { Outcome = GroupCreationOutcome.Created };

    public Task<GroupCreation> CreateAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        if (Answer.Outcome is GroupCreationOutcome.Created)
        {
            Groups[session.Reference] = new() { State = new() };
        }

        return Task.FromResult(Answer);
    }

    public Task<SessionGroup?> FindAsync(SessionReference session, CancellationToken cancellationToken) =>
        Task.FromResult(Groups.GetValueOrDefault(session));

    public Task<bool> StopAsync(SessionReference session, CancellationToken cancellationToken) =>
        Task.FromResult(Groups.ContainsKey(session));

    public Task<bool> DeleteAsync(SessionReference session, CancellationToken cancellationToken)
    {
        Groups.TryRemove(session, out _);
        return Task.FromResult(true);
    }

    public IAsyncEnumerable<SessionReference> ListAsync(CancellationToken cancellationToken) =>
        Groups.Keys.ToAsyncEnumerable();
}
