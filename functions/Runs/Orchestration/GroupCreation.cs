namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What became of the creation of a container group.</summary>
public sealed record GroupCreation
{
    public required GroupCreationOutcome Outcome { get; init; }

    /// <summary>Set exactly when the creation was refused for good, or is not wanted any more.</summary>
    public RunEnding? Ending { get; init; }

    /// <summary>Why it has to be tried again.</summary>
    public string? Reason { get; init; }

    /// <summary>How long to wait before the next try, in seconds, when the service said so.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>There will be no group, for a reason of the platform's own unless it is another.</summary>
    public static GroupCreation Failed(string message, string cause = RunCauses.PlatformError) => new()
    {
        Outcome = GroupCreationOutcome.Ended,
        Ending = RunEnding.Failed(cause, message),
    };
}
