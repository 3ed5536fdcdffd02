using System.Security.Cryptography;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs;

/// <summary>
/// The one way in for runs. The order makes a crash harmless: blobs, then the row (with its active entry), then the
/// orchestration. A row without an orchestration is started by the janitor; blobs without a row are never seen.
/// </summary>
public sealed partial class RunIntake(
    IRunStore store, RunBlobStore blobs, IRunStarter starter, TimeProvider time, ILogger<RunIntake> logger)
{
    internal async Task<RunRecord> AcceptAsync(
        Workspace workspace, RunPlan plan, Caller caller, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var run = Record(workspace, plan, caller);
        await blobs.WriteInputAsync(run.Workspace, run.Id, plan, cancellationToken);
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
            await starter.StartAsync(client, run, CancellationToken.None);
        }
        catch (RpcException exception)
        {
            LogNotStarted(exception, run.RunId);
        }
    }

    private RunRecord Record(Workspace workspace, RunPlan plan, Caller caller)
    {
        var id = RunId.New(time.GetUtcNow());
        return new RunRecord
        {
            Workspace = workspace.Name.Value,
            Id = id,
            State = RunState.Accepted,
            Notebook = plan.Notebook,
            NotebookSha256 = Convert.ToHexStringLower(SHA256.HashData(plan.Content.Span)),
            Environment = plan.Environment.Reference,
            Flavor = plan.Flavor.Name,
            Image = plan.Environment.Image,
            CreatedOn = id.CreatedOn,
            CreatedBy = caller.User,
        };
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId} is accepted, but was not started; the janitor will.")]
    private partial void LogNotStarted(Exception exception, string runId);
}
