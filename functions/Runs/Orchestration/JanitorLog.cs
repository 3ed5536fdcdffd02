using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

internal static partial class JanitorLog
{
    [LoggerMessage(101, LogLevel.Error, "The janitor's round over {Part} failed.")]
    public static partial void PartFailed(ILogger logger, string part, Exception exception);

    [LoggerMessage(102, LogLevel.Warning, "The janitor's repair of {What} failed; the next round tries again.")]
    public static partial void RepairFailed(ILogger logger, string what, Exception exception);

    [LoggerMessage(103, LogLevel.Information, "Janitor: {Repair} for run {RunId}.")]
    public static partial void Repaired(ILogger logger, string repair, string runId);
}
