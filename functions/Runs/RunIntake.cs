using System.Security.Cryptography;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs;

/// <summary>
/// The one way in for runs. The order makes a crash harmless: blobs, then the row (with its active entry), then the
/// orchestration. A row without an orchestration is started by the janitor; blobs without a row are never seen.
/// </summary>
public sealed partial class RunIntake(
    IRunStore store, RunBlobStore blobs, TimeProvider time, ILogger<RunIntake> logger)
{
    /// <returns>The run; with an id of the caller's choice, the one that is there already if there is one.</returns>
    internal async Task<RunRecord> AcceptAsync(
        Workspace workspace,
        CheckedRun wanted,
        RunOrigin origin,
        Caller caller,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (origin.Id is { } known && await store.FindAsync(workspace.Name.Value, known, cancellationToken) is { } there)
        {
            return there;
        }

        var run = Record(workspace, wanted, origin, caller);
        await blobs.WriteInputAsync(run.Workspace, run.Id, wanted, cancellationToken);
        if (!await store.TryInsertAsync(run, cancellationToken))
        {
            throw new InvalidOperationException($"The new id '{run.Id}' is taken.");
        }

        // The run exists from here on, also for a caller that is gone by now.
        await StartAsync(client, new RunReference(run.Workspace, run.Id.Value));
        return run;
    }

    private async Task StartAsync(DurableTaskClient client, RunReference run)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                RunSignals.Orchestrator, run, new StartOrchestrationOptions(run.InstanceId), CancellationToken.None);
        }
        catch (RpcException exception)
        {
            LogNotStarted(exception, run.RunId);
        }
    }

    private RunRecord Record(Workspace workspace, CheckedRun wanted, RunOrigin origin, Caller caller)
    {
        var id = origin.Id ?? RunId.New(time.GetUtcNow());
        return new RunRecord
        {
            Workspace = workspace.Name.Value,
            Id = id,
            State = RunState.Accepted,
            Notebook = wanted.Notebook,
            NotebookSha256 = wanted.Request.AgentFetches
                ? null
                : Convert.ToHexStringLower(SHA256.HashData(wanted.Content.Span)),
            Environment = wanted.Environment.Reference,
            Flavor = wanted.Flavor.Name,
            Image = wanted.Environment.Image,
            CreatedOn = id.CreatedOn,
            CreatedBy = caller.User,
            Trigger = origin.Trigger,
            Schedule = origin.Schedule,
            Batch = origin.Batch,
            BatchItem = origin.BatchItem,
            Process = origin.Process,
            RerunOf = origin.RerunOf,
            Priority = wanted.Request.Priority,
        };
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId} is accepted, but its start failed; the janitor sees to it.")]
    private partial void LogNotStarted(Exception exception, string runId);
}
