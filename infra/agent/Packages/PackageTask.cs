namespace CloudWorkspaces.Agent.Packages;

/// <summary>What the user's own process of <see cref="PackagesCommand"/> is to do; one line of JSON.</summary>
internal sealed record PackageTask
{
    public required UserSite Site { get; init; }

    /// <summary>The folder in home.</summary>
    public required string Folder { get; init; }

    /// <summary>To put in place what is in home; else to keep there what follows.</summary>
    public bool Restore { get; init; }

    /// <summary>Folders of packages that were installed.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Folders of packages that were uninstalled.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Of all packages in the folder together.</summary>
    public long MaxBytes { get; init; }
}
