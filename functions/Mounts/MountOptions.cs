using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Mounts;

/// <summary>The section <c>Mounts</c>: what workspaces may mount besides their own container.</summary>
public sealed record MountOptions
{
    public const string Section = "Mounts";

    [Range(0, 15)]
    public int MaxPerWorkspace { get; init; } = 10;

    /// <summary>Blob containers of the deployment's account that every workspace may mount to read.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Those that every workspace may mount to write as well.</summary>
    public IReadOnlyList<string> WritableContainers { get; init; } = [];

    /// <summary>
    /// Blob endpoints of other accounts, such as <c>https://account.blob.core.windows.net</c>, all of whose containers
    /// may be mounted as far as the app's identity reaches.
    /// </summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>File shares of the homes' account that every workspace may mount.</summary>
    public IReadOnlyList<string> Shares { get; init; } = [];

    /// <summary>The largest cap that a copy may have, and that of one which names none.</summary>
    [Range(0.001, 50)]
    public double MaxCopyGiB { get; init; } = 10;

    /// <summary>Of a copy that names none: from one writing back to the next.</summary>
    [Range(0, 3600)]
    public int WriteBackSeconds { get; init; } = 30;

    /// <summary>Life of the signatures of direct mounts. They are renewed when half of it has passed.</summary>
    [Range(10, 10_080)]
    public int DirectSasMinutes { get; init; } = 720;
}
