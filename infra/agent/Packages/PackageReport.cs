namespace CloudWorkspaces.Agent.Packages;

/// <summary>What came of a <see cref="PackageTask"/>; one line of JSON.</summary>
internal sealed record PackageReport
{
    public IReadOnlyList<RestoredPackage> Restored { get; init; } = [];

    /// <summary>Sentences for the user, one for each package that could not be restored or kept.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Folders of packages that can be tried again, as when home was full.</summary>
    public IReadOnlyList<string> Again { get; init; } = [];

    /// <summary>Why the task was not done; null when it was.</summary>
    public string? Failure { get; init; }
}
