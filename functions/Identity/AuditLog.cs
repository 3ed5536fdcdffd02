using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Identity;

/// <summary>Who did what to tokens, members, limits and workspaces. Never holds a token's text.</summary>
public sealed partial class AuditLog(ILogger<AuditLog> logger)
{
    /// <param name="caller">Who did it.</param>
    /// <param name="action">As in <c>member.put</c>.</param>
    /// <param name="workspace">Where; null for what belongs to no workspace.</param>
    /// <param name="subject">To what or whom, with the new value where there is one.</param>
    public void Write(Caller caller, string action, string? workspace, string subject)
    {
        ArgumentNullException.ThrowIfNull(caller);
        LogAudit(caller.User, action, workspace ?? "-", subject);
    }

    [LoggerMessage(901, LogLevel.Information, "Audit: {User} {Action} in {Workspace}: {Subject}")]
    private partial void LogAudit(string user, string action, string workspace, string subject);
}
