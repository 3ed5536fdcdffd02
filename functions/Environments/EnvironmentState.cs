namespace CloudWorkspaces.Environments;

public enum EnvironmentState
{
    /// <summary>Its image is being made.</summary>
    Building,

    /// <summary>Its image is tried in a container.</summary>
    Checking,

    /// <summary>Sessions and runs may use it.</summary>
    Ready,

    /// <summary>It cannot be used: its reason says why.</summary>
    Failed,
}
