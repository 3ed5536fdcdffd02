namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What a look at a run, its group and its agent's status showed.</summary>
public sealed record RunVerdict
{
    public static readonly RunVerdict Wait = new();

    /// <summary>How the run ended without the agent's event; null while there is nothing to conclude.</summary>
    public RunEnding? Ending { get; init; }

    /// <summary>The user's request to cancel is in the row; its event may have been lost.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>No container of the group works any more.</summary>
    public bool GroupEnded { get; init; }
}
