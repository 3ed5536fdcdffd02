using System.Text.Json.Nodes;
using CloudWorkspaces.Batches.Orchestration;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches;

/// <summary>
/// The one way in for batches. The order makes a crash harmless: the active entry, blobs, items, then the row, which makes
/// the batch, then the orchestration. The janitor removes what has no row and starts what has no orchestration.
/// </summary>
public sealed class BatchIntake(
    BatchStore store, BatchItemStore items, BatchSources sources, BatchStarts starts, TimeProvider time)
{
    private const int DefaultConcurrency = 10;

    internal async Task<BatchRecord> AcceptAsync(
        Workspace workspace,
        BatchSubmission wanted,
        CheckedRun run,
        IReadOnlyList<JsonObject> parameters,
        RunId? reserved,
        Caller caller,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var batch = Record(workspace, wanted, run, parameters.Count, reserved, caller);
        if (reserved is not null && await store.FindAsync(batch.Workspace, batch.Id, cancellationToken) is { } there)
        {
            return there;
        }

        await store.NoteActiveAsync(batch.Reference, batch.Total, time.GetUtcNow(), cancellationToken);
        var source = new BatchSource { Notebook = run.Notebook, Request = run.Request };
        await sources.WriteAsync(batch.Reference, source, run.Content, cancellationToken);
        await items.WriteAsync(
            batch.Reference,
            parameters.Select((item, index) => new BatchItem
            {
                Index = index,
                State = BatchItemState.Pending,
                Parameters = item.ToJsonString(),
            }),
            cancellationToken);
        await store.TryInsertAsync(batch, cancellationToken);

        // The batch exists from here on, also for a caller that is gone by now.
        await starts.StartAsync(client, batch);
        return batch;
    }

    /// <summary>Tries everything again that has not succeeded; null when the batch does not stand as it was found.</summary>
    internal async Task<BatchRecord?> RetryAsync(BatchRecord found, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await store.NoteActiveAsync(found.Reference, found.Total, time.GetUtcNow(), cancellationToken);
        var batch = await store.UpdateAsync(
            found.Reference,
            current => current.State is BatchState.Running || current.Round != found.Round
                ? current
                : current with
                {
                    State = BatchState.Running,
                    Round = current.Round + 1,
                    EndedOn = null,
                    CancelRequestedOn = null,
                },
            cancellationToken);
        if (batch is null || batch.Round != found.Round + 1)
        {
            return null;
        }

        await starts.StartAsync(client, batch);
        return batch;
    }

    private BatchRecord Record(
        Workspace workspace, BatchSubmission wanted, CheckedRun run, int total, RunId? reserved, Caller caller)
    {
        var id = reserved ?? RunId.New(time.GetUtcNow());
        return new BatchRecord
        {
            Workspace = workspace.Name.Value,
            Id = id,
            Name = wanted.Name,
            State = BatchState.Running,
            Notebook = run.Notebook,
            Environment = run.Environment.Reference,
            Flavor = run.Flavor.Name,
            Total = total,
            Counts = new BatchCounts { Pending = total },
            Concurrency = wanted.Concurrency ?? DefaultConcurrency,
            FailFast = wanted.FailFast,
            CreatedBy = caller.User,
            CreatedOn = id.CreatedOn,
        };
    }
}
