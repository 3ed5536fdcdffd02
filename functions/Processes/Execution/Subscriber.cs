namespace CloudWorkspaces.Processes.Execution;

/// <summary>Who is to be told of a job, by POST.</summary>
public sealed record Subscriber
{
    /// <summary>Gets the results as a document.</summary>
    public required string SuccessUri { get; init; }

    /// <summary>Gets the status when the notebook begins.</summary>
    public string? InProgressUri { get; init; }

    /// <summary>Gets the status of a job that has failed or was dismissed.</summary>
    public string? FailedUri { get; init; }
}
