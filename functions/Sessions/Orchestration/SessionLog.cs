using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Sessions.Orchestration;

internal static partial class SessionLog
{
    [LoggerMessage(201, LogLevel.Information, "{Session} is over: {Cause}.")]
    public static partial void Settled(ILogger logger, string session, string cause);

    [LoggerMessage(202, LogLevel.Information, "Janitor: {Repair} for {Session}.")]
    public static partial void Repaired(ILogger logger, string repair, string session);
}
