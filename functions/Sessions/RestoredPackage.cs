namespace CloudWorkspaces.Sessions;

/// <summary>A package that was installed in an earlier session and is in place again.</summary>
public sealed record RestoredPackage
{
    public string Name { get; init; } = "";
    public string Version { get; init; } = "";

    /// <summary>The first digits of the hash of its list of files: tells builds of a version apart.</summary>
    public string Content { get; init; } = "";
}
