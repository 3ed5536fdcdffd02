using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

internal static partial class RunLog
{
    [LoggerMessage(1, LogLevel.Information, "Run {RunId} is {State}: {Cause}.")]
    public static partial void Settled(ILogger logger, string runId, RunState state, string cause);

    [LoggerMessage(2, LogLevel.Error, "The step {Activity} of {Id} failed.")]
    public static partial void ActivityFailed(ILogger logger, string activity, string id, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "No container group for run {RunId} now: {Reason}")]
    public static partial void GroupPostponed(ILogger logger, string runId, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Event {Event} could not be raised for run {RunId}; the janitor will.")]
    public static partial void EventNotRaised(ILogger logger, string @event, string runId, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "The container group of run {RunId} could not be looked at.")]
    public static partial void GroupNotSeen(ILogger logger, string runId, Exception exception);
}
