using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

/// <summary>Runs in memory, under the rules of the real store.</summary>
internal sealed class FakeRuns : IRunStore
{
    private readonly ConcurrentDictionary<string, RunRecord> _runs = [];
    private readonly ConcurrentDictionary<RunReference, bool> _active = [];

    public RunRecord this[RunReference run] => _runs[run.RunId];

    public bool IsActive(RunReference run) => _active.ContainsKey(run);

    public RunReference Add(RunRecord run, bool active = true)
    {
        var reference = new RunReference(run.Workspace, run.Id.Value);
        _runs[run.Id.Value] = run;
        if (active)
        {
            _active[reference] = true;
        }

        return reference;
    }

    public void AddActive(RunReference run) => _active[run] = true;

    public static RunRecord Record(DateTimeOffset createdOn, RunState state = RunState.Accepted) => new()
    {
        Workspace = "default",
        Id = RunId.New(createdOn),
        State = state,
        Trigger = RunTrigger.Http,
        Notebook = "a.ipynb",
        NotebookSha256 = new string('0', 64),
        Environment = "eo:1",
        Flavor = "small",
        Image = "localhost/image@sha256:0",
        CreatedOn = createdOn,
        ProvisioningOn = state is RunState.Accepted ? null : createdOn,
        StartedOn = state is RunState.Accepted or RunState.Provisioning ? null : createdOn,
        CreatedBy = "admin",
    };

    public static RunRecord Ended(DateTimeOffset createdOn, DateTimeOffset endedOn) =>
        Record(createdOn, RunState.Succeeded) with
        {
            EndedOn = endedOn,
            Cause = new() { Code = RunCauses.Completed, Message = "All cells ran." },
        };

    public Task<bool> TryInsertAsync(RunRecord run, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RunRecord?> FindAsync(string workspace, RunId id, CancellationToken cancellationToken) =>
        Task.FromResult(_runs.GetValueOrDefault(id.Value));

    public Task<RunRecord> UpdateAsync(
        string workspace, RunId id, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken)
    {
        if (!_runs.TryGetValue(id.Value, out var before))
        {
            throw new RunNotFoundException(workspace, id);
        }

        var after = change(before);
        if (after != before)
        {
            RunChange.Check(before, after);
        }

        _runs[id.Value] = after;
        if (after.State.IsTerminal())
        {
            _active.TryRemove(new RunReference(workspace, id.Value), out _);
        }

        return Task.FromResult(after);
    }

    public Task<RunPage> ListAsync(string workspace, RunQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async IAsyncEnumerable<RunReference> ActiveAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var run in _active.Keys)
        {
            yield return await Task.FromResult(run);
        }
    }

    public Task<bool> IsRemovedAsync(RunReference run, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task ForgetActiveAsync(RunReference run, CancellationToken cancellationToken)
    {
        _active.TryRemove(run, out _);
        return Task.CompletedTask;
    }
}
