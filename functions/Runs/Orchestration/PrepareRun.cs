using CloudWorkspaces.Runs.Admission;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Finds out where a run stands, takes its places in the queues and captures the options it goes by. Idempotent: after
/// an <see cref="RunEvents.Admitted"/> event it is called again.
/// </summary>
public sealed class PrepareRun(
    IRunStore runs,
    IRunDocuments documents,
    RunEntry entry,
    IOptions<OrchestrationOptions> options,
    ILogger<PrepareRun> logger)
{
    [Function(nameof(PrepareRun))]
    public async Task<RunPlan> RunAsync(
        [ActivityTrigger] RunReference run,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var requestRead = documents.RequestAsync(run, cancellationToken);
        var record = await runs.FindAsync(run.Workspace, run.Id, cancellationToken);
        var request = await requestRead;
        var refusal = record is null ? null : await entry.RefuseAsync(record, cancellationToken);
        return new()
        {
            Readiness = await ReadinessAsync(record, refusal, client, cancellationToken),
            Refusal = refusal,
            Attempt = record?.Attempt ?? 1,
            MayHaveGroup = record?.ProvisioningOn is not null,
            AdmissionDeadline = (record?.RetryOn ?? run.Id.CreatedOn).UtcDateTime.AddSeconds(options.Value.AdmissionTimeoutSeconds),
            RunTimeoutSeconds = request?.RunTimeoutSeconds ?? 0,
            Retry = request?.Retry,
            ConversionDelaySeconds = (int)entry.ConversionDelay.TotalSeconds,
            Options = options.Value,
        };
    }

    private async Task<RunReadiness> ReadinessAsync(
        RunRecord? record, RunEnding? refusal, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (record is null || record.State.IsTerminal())
        {
            return RunReadiness.Closed;
        }

        if (record.CancelRequestedOn is not null)
        {
            return RunReadiness.CancelRequested;
        }

        if (refusal is not null)
        {
            return RunReadiness.Refused;
        }

        var decision = await entry.RequestAsync(record, cancellationToken);
        await AdmittedRuns.TellAsync(client, decision.Granted, logger, cancellationToken);
        return decision.State is AdmissionState.Running ? RunReadiness.Admitted : RunReadiness.Waiting;
    }
}
