using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Outbound;
using CloudWorkspaces.Processes.Execution;
using CloudWorkspaces.Processes.Ogc;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Processes.Callbacks;

/// <summary>Posts to the subscriber of a job: the results of one that has succeeded, else its status. May do so again.</summary>
public sealed partial class CallSubscriber(
    IRunStore runs,
    IRunDocuments documents,
    RunBlobStore blobs,
    ResultDocument results,
    OutboundHttp http,
    ILogger<CallSubscriber> logger)
{
    [Function(nameof(CallSubscriber))]
    public async Task RunAsync([ActivityTrigger] JobNotice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var run = await runs.FindAsync(notice.Run.Workspace, notice.Run.Id, cancellationToken);
        var execution = (await documents.RequestAsync(notice.Run, cancellationToken))?.Execution;
        if (run is null || execution?.Subscriber is not { } subscriber || Address(notice, run, subscriber) is not { } address)
        {
            return;
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(await ContentAsync(notice, run, execution, cancellationToken), ApiJson.Options);
        try
        {
            await http.PostJsonAsync(new Uri(address), content, cancellationToken);
        }
        catch (OutboundException refused) when (refused.IsFinal)
        {
            LogRefused(refused, notice.Run.RunId, address);
        }
    }

    private static string? Address(JobNotice notice, RunRecord run, Subscriber subscriber) => notice.HasEnded
        ? run.State is RunState.Succeeded ? subscriber.SuccessUri : subscriber.FailedUri
        : subscriber.InProgressUri;

    private async Task<JsonObject> ContentAsync(
        JobNotice notice, RunRecord run, ProcessExecution execution, CancellationToken cancellationToken)
    {
        if (notice.HasEnded && run.State is RunState.Succeeded)
        {
            return await results.MakeAsync($"{execution.BaseAddress}/jobs/{run.Id}", run, execution.Outputs, cancellationToken);
        }

        var progress = run.StartedOn is null ? null : await blobs.StatusAsync(run, cancellationToken);
        return OgcStatus.Info(execution.BaseAddress, run, progress);
    }

    [LoggerMessage(LogLevel.Warning, "The subscriber of job {RunId} at {Address} does not want to be told.")]
    private partial void LogRefused(Exception exception, string runId, string address);
}
