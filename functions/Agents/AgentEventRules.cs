using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Agents;

/// <summary>What an agent may report.</summary>
internal static class AgentEventRules
{
    private const int MaxText = 2_000;
    private const int HashLength = 64;

    /// <summary>Git's ids, by SHA-1 and by SHA-256.</summary>
    private static readonly int[] CommitLengths = [40, 64];

    private static readonly HashSet<string> FailureCodes =
    [
        RunCauses.NotebookError, RunCauses.KernelDied, RunCauses.KernelUnavailable, RunCauses.OutOfMemory,
        RunCauses.CellTimeout, RunCauses.StartTimeout, RunCauses.RunTimeout, RunCauses.MountFailed,
        RunCauses.PackagesFailed, RunCauses.StorageUnavailable, RunCauses.InvalidNotebook,
        RunCauses.InvalidParameters, RunCauses.Preempted, RunCauses.PlatformError,
    ];

    /// <summary>What is wrong with a report, by field; empty when it is in order.</summary>
    public static IReadOnlyDictionary<string, string[]> Check(AgentEvent report)
    {
        if (report.NotebookSha256 is { } hash && !IsHex(hash, HashLength))
        {
            return Wrong("notebookSha256", "must be 64 hexadecimal digits in lower case.");
        }

        if (report.Commit is { } commit && !CommitLengths.Any(length => IsHex(commit, length)))
        {
            return Wrong("commit", "must be 40 or 64 hexadecimal digits in lower case.");
        }

        if (report.Type is AgentEvent.Started or AgentEvent.Finished)
        {
            return new Dictionary<string, string[]>();
        }

        if (report.Type is not AgentEvent.Settled)
        {
            return Wrong("type", "must be started, settled or finished.");
        }

        var codeFits = (OutcomeOf(report), report.Cause?.Code) switch
        {
            (null, _) => false,
            (AgentOutcome.Succeeded, var code) => code is RunCauses.Completed,
            (AgentOutcome.Dismissed, var code) => code is RunCauses.Cancelled,
            (_, var code) => code is not null && FailureCodes.Contains(code),
        };
        return codeFits
            ? new Dictionary<string, string[]>()
            : Wrong("cause", "must have a code that fits the outcome succeeded, failed or dismissed.");
    }

    /// <summary>The payload for the orchestration, from a report that is in order.</summary>
    public static AgentSettled ToSettled(AgentEvent report, int attempt)
    {
        var cause = report.Cause ?? throw new ArgumentException("The report has no cause.", nameof(report));
        return new()
        {
            Attempt = attempt,
            Outcome = OutcomeOf(report) ?? throw new ArgumentException("The report has no outcome.", nameof(report)),
            Cause = cause with
            {
                Message = Cut(cause.Message) ?? "",
                ExceptionName = Cut(cause.ExceptionName),
                ExceptionValue = Cut(cause.ExceptionValue),
                Scope = Cut(cause.Scope),
            },
            StartedOn = report.StartedOn,
        };
    }

    private static AgentOutcome? OutcomeOf(AgentEvent report) => report.Outcome switch
    {
        "succeeded" => AgentOutcome.Succeeded,
        "failed" => AgentOutcome.Failed,
        "dismissed" => AgentOutcome.Dismissed,
        _ => null,
    };

    private static bool IsHex(string text, int length) =>
        text.Length == length && text.All(char.IsAsciiHexDigitLower);

    private static string? Cut(string? text) => text?.Length > MaxText ? text[..MaxText] : text;

    private static Dictionary<string, string[]> Wrong(string field, string message) => new() { [field] = [message] };
}
