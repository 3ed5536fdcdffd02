namespace CloudWorkspaces.Runs;

/// <summary>Names that the API, the orchestration of a run and the janitor share. They are stored: never change one.</summary>
public static class RunSignals
{
    /// <summary>The orchestrator of a run; its input is a <see cref="RunReference"/>.</summary>
    public const string Orchestrator = "RunOrchestrator";

    /// <summary>External event without payload: the user asked for cancellation.</summary>
    public const string CancelRequested = "CancelRequested";
}
