using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The input of <see cref="RetryRun"/>.</summary>
public sealed record RunRetryRequest
{
    /// <summary>The one that has failed.</summary>
    public required RunAttempt Attempt { get; init; }

    public required RunRetry Retry { get; init; }

    public required RunEnding Ending { get; init; }

    /// <summary>As <see cref="RunSettlement.MayHaveGroup"/>.</summary>
    public required bool MayHaveGroup { get; init; }
}
