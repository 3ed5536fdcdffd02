using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Processes.Callbacks;

/// <summary>Starts what is to be done when a job begins or ends, where its execution has asked for anything.</summary>
public sealed partial class JobFollower(IRunDocuments documents, ILogger<JobFollower> logger) : IRunFollower
{
    public async Task StartedAsync(RunRecord run, DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Process is not null && (await RequestAsync(run, cancellationToken))?.Execution?.Subscriber?.InProgressUri is not null)
        {
            await StartAsync(new JobNotice(new RunReference(run.Workspace, run.Id.Value), HasEnded: false), client, cancellationToken);
        }
    }

    public async Task SettledAsync(RunRecord run, DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Process is not null && (await RequestAsync(run, cancellationToken))?.Execution is { } execution &&
            (execution.Subscriber ?? (object?)execution.NotebookPath ?? execution.OutputsFolder) is not null)
        {
            await StartAsync(new JobNotice(new RunReference(run.Workspace, run.Id.Value), HasEnded: true), client, cancellationToken);
        }
    }

    private Task<RunRequest?> RequestAsync(RunRecord run, CancellationToken cancellationToken) =>
        documents.RequestAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken);

    private async Task StartAsync(JobNotice notice, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // One that is over could be started again.
        if (await client.GetInstanceAsync(notice.InstanceId, cancellationToken) is not null)
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(JobNoticeOrchestrator), notice, new StartOrchestrationOptions(notice.InstanceId), cancellationToken);
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.AlreadyExists or StatusCode.Unknown)
        {
            LogRunning(exception, notice.InstanceId);
        }
    }

    [LoggerMessage(LogLevel.Information, "{InstanceId} runs already.")]
    private partial void LogRunning(Exception exception, string instanceId);
}
