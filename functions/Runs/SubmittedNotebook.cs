using CloudWorkspaces.Runs.Git;

namespace CloudWorkspaces.Runs;

/// <summary>The notebook of a submission.</summary>
internal sealed record SubmittedNotebook
{
    /// <summary>As <see cref="RunRecord.Notebook"/>.</summary>
    public string Reference { get; init; } = "";

    /// <summary>File name, without folders.</summary>
    public string Name { get; init; } = "";

    /// <summary>Empty for one in home or git.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Its path in home; null for one that is not there.</summary>
    public string? HomePath { get; init; }

    /// <summary>Its repository; null for one that is elsewhere.</summary>
    public GitSource? Git { get; init; }
}
