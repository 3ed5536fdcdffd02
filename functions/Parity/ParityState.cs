namespace CloudWorkspaces.Parity;

public enum ParityState
{
    Running,

    /// <summary>Both modes were compared.</summary>
    Completed,

    /// <summary>They could not be.</summary>
    Failed,
}
