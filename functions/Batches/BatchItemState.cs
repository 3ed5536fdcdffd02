namespace CloudWorkspaces.Batches;

public enum BatchItemState
{
    /// <summary>It has no run yet.</summary>
    Pending,

    /// <summary>Its run was accepted and is not over.</summary>
    Running,

    Succeeded,
    Failed,

    /// <summary>Its run was cancelled, or it never had one.</summary>
    Dismissed,
}
