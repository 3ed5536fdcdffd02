using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Retries;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// Makes a failed attempt an earlier one: the run is accepted again, and its room goes to others meanwhile. Idempotent.
/// </summary>
public sealed class RetryRun(
    IRunStore runs, IRunDocuments documents, LargerFlavors flavors, RunAdmission admission, TimeProvider time, ILogger<RetryRun> logger)
{
    private static readonly RunRetryAnswer s_none = new(On: null);

    [Function(nameof(RetryRun))]
    public async Task<RunRetryAnswer> RunAsync(
        [ActivityTrigger] RunRetryRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var (run, number) = (request.Attempt.Run, request.Attempt.Attempt);
        var record = await runs.FindAsync(run.Workspace, run.Id, cancellationToken);
        if (record is not null && IsAt(record, number))
        {
            if (await FlavorAsync(record, request, cancellationToken) is not { } flavor)
            {
                return new(On: null, $"There is no larger flavor than '{record.Flavor}' for another attempt.");
            }

            await documents.CopyInputAsync(request.Attempt, number + 1, cancellationToken);
            record = await runs.UpdateAsync(
                run.Workspace, run.Id, current => IsAt(current, number) ? Next(current, request, flavor) : current, cancellationToken);
        }

        if (record?.State is not RunState.Accepted || record.Attempt != number + 1)
        {
            return s_none;
        }

        var granted = await admission.SettleAsync(run, request.MayHaveGroup, cancellationToken);
        await AdmittedRuns.TellAsync(client, granted, logger, cancellationToken);
        return new(record.RetryOn?.UtcDateTime);
    }

    /// <summary>A wish to cancel goes before another attempt.</summary>
    private static bool IsAt(RunRecord record, int attempt) =>
        record.Attempt == attempt && !record.State.IsTerminal() && record.CancelRequestedOn is null;

    /// <summary>Null when the attempt wants a larger one that there is not.</summary>
    private async Task<string?> FlavorAsync(RunRecord record, RunRetryRequest request, CancellationToken cancellationToken)
    {
        var cause = request.Ending.Cause.Code;
        if (!RetryRules.WantsMemory(request.Retry, cause))
        {
            return record.Flavor;
        }

        var larger = await flavors.AfterAsync(record, cancellationToken);
        return larger?.Name ?? (request.Retry.On.Contains(cause) ? record.Flavor : null);
    }

    private RunRecord Next(RunRecord current, RunRetryRequest request, string flavor)
    {
        var now = time.GetUtcNow();
        var ended = EndedAttempt.Of(current, request.Ending.Cause, request.Ending.StartedOn, now);
        return current with
        {
            State = RunState.Accepted,
            Attempt = current.Attempt + 1,
            EarlierAttempts = [.. current.EarlierAttempts ?? [], ended],
            Flavor = flavor,
            RetryOn = now + RetryRules.Backoff(request.Retry, current.Attempt),
            ProvisioningOn = null,
            StartedOn = null,
        };
    }
}
