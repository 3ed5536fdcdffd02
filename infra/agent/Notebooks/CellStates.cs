namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>The states of a cell in papermill's metadata.</summary>
internal static class CellStates
{
    public const string Pending = "pending";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
}
