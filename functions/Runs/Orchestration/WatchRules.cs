namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What to conclude about a run whose agent has not reported its end.</summary>
internal static class WatchRules
{
    /// <summary>An agent repeats an event for two minutes: only then it is lost.</summary>
    private static readonly TimeSpan EventLost = TimeSpan.FromMinutes(3);

    /// <summary>An event may be under way although its sender is gone.</summary>
    private static readonly TimeSpan EventUnderWay = TimeSpan.FromSeconds(5);

    public static RunVerdict Decide(WatchFacts facts, RunPlan plan)
    {
        var ended = facts.Group is null or { Ended: true };
        if (facts.Record is not { } record || record.State.IsTerminal())
        {
            return new() { Ending = RunEnding.Cancelled, GroupEnded = ended };
        }

        var claimedOn = facts.Status?.ClaimedOn ?? record.StartedOn;
        if (ended)
        {
            return facts.Group?.EndedOn > facts.Now - EventUnderWay
                ? RunVerdict.Wait
                : new() { Ending = OfEnded(facts, record) with { StartedOn = claimedOn }, GroupEnded = true };
        }

        if (record.CancelRequestedOn is not null)
        {
            return new() { CancelRequested = true };
        }

        return OfLive(facts, record, claimedOn, plan) is { } ending
            ? new() { Ending = ending with { StartedOn = claimedOn } }
            : RunVerdict.Wait;
    }

    private static RunEnding OfEnded(WatchFacts facts, RunRecord record) => facts switch
    {
        { Status.Cause: { } cause } => RunEnding.Of(cause),
        { Group.ImageError: { } error } => ImageUnavailable(error),
        { Group.MountError: { } error } => RunEnding.Failed(RunCauses.MountFailed, error),
        { Group.Evicted: true } => RunEnding.Failed(
            RunCauses.Preempted, "The service took away the machine that the run was on."),
        { Group.OutOfMemory: true } => OutOfMemory(),
        _ when record.CancelRequestedOn is not null => RunEnding.Cancelled,
        { Group: null } => RunEnding.Failed(
            RunCauses.PlatformError, "The run's container group is gone, and its agent did not report."),
        _ => RunEnding.Failed(
            RunCauses.PlatformError,
            $"The run's container ended with exit code {facts.Group?.ExitCode?.ToString() ?? "unknown"}, " +
            "and its agent did not report."),
    };

    private static RunEnding? OfLive(
        WatchFacts facts, RunRecord record, DateTimeOffset? claimedOn, RunPlan plan)
    {
        var options = plan.Options;
        if (facts.Status is { Cause: { } cause, UpdatedOn: { } updatedOn } && updatedOn < facts.Now - EventLost)
        {
            return RunEnding.Of(cause);
        }

        if (claimedOn is { } claimed)
        {
            var limit = TimeSpan.FromSeconds(plan.RunTimeoutSeconds + options.RunTimeoutGraceSeconds);
            return facts.Now - claimed > limit
                ? RunEnding.Failed(
                    RunCauses.RunTimeout, $"The run was still going on after {plan.RunTimeoutSeconds} seconds.")
                : null;
        }

        if (facts.Group?.ImageError is { } error)
        {
            return ImageUnavailable(error);
        }

        var provisioning = TimeSpan.FromSeconds(options.ProvisioningTimeoutSeconds);
        return facts.Now - (record.ProvisioningOn ?? record.CreatedOn) > provisioning
            ? OfLateStart(facts, options.ProvisioningTimeoutSeconds)
            : null;
    }

    /// <summary>The service tries again to mount what it could not, so that only time tells.</summary>
    private static RunEnding OfLateStart(WatchFacts facts, int seconds) => facts.Group?.MountError is { } error
        ? RunEnding.Failed(RunCauses.MountFailed, error)
        : RunEnding.Failed(RunCauses.StartTimeout, $"The run's container did not start within {seconds} seconds.");

    private static RunEnding ImageUnavailable(string error) =>
        RunEnding.Failed(RunCauses.ImageUnavailable, $"The environment's image cannot be had: {error}");

    private static RunEnding OutOfMemory()
    {
        var ending = RunEnding.Failed(RunCauses.OutOfMemory, "The container used more memory than its flavor has.");
        return ending with { Cause = ending.Cause with { Scope = "container" } };
    }
}
