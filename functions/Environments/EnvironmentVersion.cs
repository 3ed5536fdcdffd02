using System.Text.Json.Serialization;

namespace CloudWorkspaces.Environments;

/// <summary>One version of an environment. What it is made of never changes; its dates and its way to readiness may.</summary>
public sealed record EnvironmentVersion
{
    public required string Name { get; init; }
    public required string Version { get; init; }

    /// <summary>The workspace that it belongs to; null for a curated one, which is everybody's.</summary>
    public string? Workspace { get; init; }

    /// <summary>The container image by digest, empty until it is built.</summary>
    public required string Image { get; init; }

    public EnvironmentState State { get; init; } = EnvironmentState.Ready;

    /// <summary>Why it has failed.</summary>
    public string? Reason { get; init; }

    /// <summary>The reference of the version that it was derived from.</summary>
    public string? Base { get; init; }

    /// <summary>What derivation added, and the image that it added it to.</summary>
    public EnvironmentRecipe? Recipe { get; init; }

    public IReadOnlyList<string> Kernels { get; init; } = [];

    /// <summary>Whether a container of the image has told its kernels and packages.</summary>
    public bool Checked { get; init; }

    public required DateTimeOffset ReleasedOn { get; init; }

    /// <summary>From then on it is used with a warning, and no longer as the newest.</summary>
    public DateTimeOffset? DeprecatedOn { get; init; }

    /// <summary>From then on it is refused.</summary>
    public DateTimeOffset? RetiredOn { get; init; }

    public string? CreatedBy { get; init; }

    /// <summary>From 1: a failed one is tried again when it is asked for again.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When a user asked to end its making.</summary>
    public DateTimeOffset? CancelRequestedOn { get; init; }

    /// <summary>The registry's run of this attempt, once there is one.</summary>
    [JsonInclude]
    internal string? BuildId { get; init; }

    /// <summary><c>name:version</c>, as runs record it and as callers may ask for it.</summary>
    [JsonIgnore]
    public string Reference => $"{Name}:{Version}";

    [JsonIgnore]
    internal bool IsOpen => State is EnvironmentState.Building or EnvironmentState.Checking;

    internal EnvironmentKey Key => new(Workspace, Name, Version);
}
