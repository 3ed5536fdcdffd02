namespace CloudWorkspaces.Batches;

public enum BatchState
{
    Running,

    /// <summary>Every item has succeeded.</summary>
    Succeeded,

    /// <summary>All is over, and some item has failed or was dismissed.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Dismissed,
}
