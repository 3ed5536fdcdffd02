using System.Text.Json.Serialization;

namespace CloudWorkspaces.Mounts;

/// <summary>Storage that every session and run of a workspace has; what does not belong to its kind is null.</summary>
public sealed record Mount
{
    public required string Name { get; init; }
    public required MountKind Kind { get; init; }

    /// <summary>The folder; null for direct mounts, which have an address instead.</summary>
    public string? Path { get; init; }

    public bool ReadOnly { get; init; }

    /// <summary>Of blobs.</summary>
    public MountMode? Mode { get; init; }

    /// <summary>Of blobs.</summary>
    public string? Container { get; init; }

    /// <summary>
    /// Null for the deployment's own. Of blobs: the blob endpoint of another account, reached by the app's identity or by
    /// a signature that was given. Of a share: the account's name.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>Of blobs: what their names begin with, empty or with a slash at its end.</summary>
    public string? Prefix { get; init; }

    /// <summary>Of copies: patterns of what is fetched; empty for everything.</summary>
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Of copies: patterns of what is neither fetched nor written back.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Of copies: more than this is not fetched, and the session or run fails.</summary>
    public double? MaxGiB { get; init; }

    /// <summary>Of copies: whether what user code deletes is deleted in storage.</summary>
    public bool? Deletes { get; init; }

    /// <summary>Of copies: from one writing back to the next; 0 for only at the end.</summary>
    public int? WriteBackSeconds { get; init; }

    /// <summary>Of shares.</summary>
    public string? Share { get; init; }

    /// <summary>Whether a signature or key was given for it, which is kept as secrets are.</summary>
    public bool HasKey { get; init; }

    public DateTimeOffset UpdatedOn { get; init; }
    public string UpdatedBy { get; init; } = "";

    /// <summary>Another one after each change.</summary>
    [JsonIgnore]
    public string Tag { get; init; } = "";

    /// <summary>Where user code finds it.</summary>
    public string Address => Path ?? $"/vsiaz/{Container}/{Prefix}".TrimEnd('/');
}
