namespace CloudWorkspaces.Environments;

/// <summary>A version as the API shows it. Lists leave out its packages.</summary>
public sealed record EnvironmentView
{
    public required string Name { get; init; }
    public required string Version { get; init; }
    public required string Reference { get; init; }
    public string? Workspace { get; init; }
    public required EnvironmentState State { get; init; }
    public string? Reason { get; init; }
    public string? Image { get; init; }
    public string? Base { get; init; }
    public IReadOnlyList<string>? DebianPackages { get; init; }
    public IReadOnlyList<string>? PipPackages { get; init; }
    public required IReadOnlyList<string> Kernels { get; init; }

    /// <summary>Null in lists, and until a container of the image has told them.</summary>
    public IReadOnlyList<string>? Packages { get; init; }

    /// <summary>Whether the name alone means this version.</summary>
    public bool Newest { get; init; }

    public required DateTimeOffset ReleasedOn { get; init; }
    public DateTimeOffset? DeprecatedOn { get; init; }
    public DateTimeOffset? RetiredOn { get; init; }
    public string? CreatedBy { get; init; }
    public required IReadOnlyDictionary<string, string> Links { get; init; }

    /// <summary>Its place in lists: by name, the newest first.</summary>
    internal string Place => $"{Name}!{long.MaxValue - ReleasedOn.UtcTicks:D19}!{Version}";

    public static string Self(EnvironmentVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var root = version.Workspace is null ? "/api" : $"/api/workspaces/{version.Workspace}";
        return $"{root}/environments/{version.Name}/{version.Version}";
    }

    public static EnvironmentView Of(EnvironmentVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var self = Self(version);
        return new()
        {
            Name = version.Name,
            Version = version.Version,
            Reference = version.Reference,
            Workspace = version.Workspace,
            State = version.State,
            Reason = version.Reason,
            Image = version.Image.Length > 0 ? version.Image : null,
            Base = version.Base,
            DebianPackages = version.Recipe is { Upgrade: false } ? version.Recipe.DebianPackages : null,
            PipPackages = version.Recipe is { Upgrade: false } ? version.Recipe.PipPackages : null,
            Kernels = version.Kernels,
            ReleasedOn = version.ReleasedOn,
            DeprecatedOn = version.DeprecatedOn,
            RetiredOn = version.RetiredOn,
            CreatedBy = version.CreatedBy,
            Links = version.Recipe is null
                ? new Dictionary<string, string> { ["self"] = self }
                : new Dictionary<string, string> { ["self"] = self, ["log"] = $"{self}/log" },
        };
    }
}
