using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions.Orchestration;

namespace CloudWorkspaces.Sessions.Agents;

/// <summary>What a session's agent may report.</summary>
internal static class SessionReportRules
{
    private const int MaxText = 2_000;

    private static readonly HashSet<string> Codes =
    [
        RunCauses.Completed, RunCauses.Cancelled, SessionCauses.LabCrashed, RunCauses.OutOfMemory,
        RunCauses.StartTimeout, RunCauses.MountFailed, RunCauses.StorageUnavailable, RunCauses.PlatformError,
    ];

    /// <summary>What is wrong with a report, by field; empty when it is in order.</summary>
    public static IReadOnlyDictionary<string, string[]> Check(SessionReport report) => report switch
    {
        { Type: SessionReport.Started or SessionReport.Ready } => new Dictionary<string, string[]>(),
        { Type: not SessionReport.Settled } => Wrong("type", "must be started, ready or settled."),
        { Cause.Code: { } code } when Codes.Contains(code) => new Dictionary<string, string[]>(),
        _ => Wrong("cause", $"must have one of the codes {string.Join(", ", Codes)}."),
    };

    /// <summary>The payload for the orchestration, from a report that is in order.</summary>
    public static SessionSettled ToSettled(SessionReport report)
    {
        var cause = report.Cause ?? throw new ArgumentException("The report has no cause.", nameof(report));
        return new(new RunCause
        {
            Code = cause.Code,
            Message = cause.Message is { Length: > MaxText } text ? text[..MaxText] : cause.Message ?? "",
        });
    }

    private static Dictionary<string, string[]> Wrong(string field, string message) => new() { [field] = [message] };
}
