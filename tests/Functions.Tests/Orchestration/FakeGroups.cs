using System.Collections.Concurrent;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

/// <summary>Container groups in memory.</summary>
internal sealed class FakeGroups : IRunGroups
{
    public ConcurrentDictionary<RunAttempt, RunGroup> Groups { get; } = [];

    public ConcurrentQueue<string> Calls { get; } = [];

    public GroupCreation Answer { get; set; } = new() { Outcome = GroupCreationOutcome.Created };

    /// <summary>What looking at a group fails with.</summary>
    public Exception? Failure { get; set; }

    public Task<GroupCreation> CreateAsync(RunRecord run, CancellationToken cancellationToken)
    {
        Calls.Enqueue("create");
        Groups[new(new(run.Workspace, run.Id.Value), run.Attempt)] = new();
        return Task.FromResult(Answer);
    }

    public Task<RunGroup?> FindAsync(RunAttempt attempt, CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult(Groups.GetValueOrDefault(attempt)) : Task.FromException<RunGroup?>(Failure);

    public Task<bool> StopAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        Calls.Enqueue("stop");
        return Task.FromResult(Groups.ContainsKey(attempt));
    }

    public Task<bool> DeleteAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        Calls.Enqueue("delete");
        return Task.FromResult(!Groups.TryRemove(attempt, out _));
    }

    public IAsyncEnumerable<RunAttempt> ListAsync(CancellationToken cancellationToken) =>
        Groups.Keys.ToAsyncEnumerable();
}
