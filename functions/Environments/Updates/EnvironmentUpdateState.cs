namespace CloudWorkspaces.Environments.Updates;

public enum EnvironmentUpdateState
{
    /// <summary>The image is built with the newest packages, then checked.</summary>
    Building,

    /// <summary>The sample notebooks run on it.</summary>
    Trying,

    /// <summary>A session on it is compared with a run.</summary>
    Comparing,

    /// <summary>The version is the newest.</summary>
    Published,

    /// <summary>There were no newer packages, and so there is no new version.</summary>
    Unchanged,

    /// <summary>The version cannot be used, and the one before stays the newest.</summary>
    Failed,
}
