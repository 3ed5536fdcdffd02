namespace CloudWorkspaces.Environments.Updates;

/// <summary>The latest update of a curated environment: one table row for each environment.</summary>
public sealed record EnvironmentUpdate
{
    public required string Name { get; init; }

    /// <summary>From 1, one more with every update of the environment.</summary>
    public required int Number { get; init; }

    public EnvironmentUpdateState State { get; init; }

    /// <summary>The version to be made.</summary>
    public required string Version { get; init; }

    /// <summary>The version before, on whose image it is built.</summary>
    public required string Base { get; init; }

    /// <summary>Null for the schedule.</summary>
    public string? RequestedBy { get; init; }

    public required DateTimeOffset StartedOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }

    /// <summary>Why it was not published.</summary>
    public string? Reason { get; init; }

    /// <summary>The workspace of its runs and its session.</summary>
    public required string Workspace { get; init; }

    /// <summary>Ids of runs, by the sample's file name.</summary>
    public IReadOnlyDictionary<string, string> Runs { get; init; } = new Dictionary<string, string>();

    /// <summary>The session that is compared.</summary>
    public string? Session { get; init; }

    /// <summary>The parity check.</summary>
    public string? Parity { get; init; }

    internal bool IsOpen =>
        State is EnvironmentUpdateState.Building or EnvironmentUpdateState.Trying or EnvironmentUpdateState.Comparing;

    internal EnvironmentUpdateKey Key => new(Name, Number);

    /// <summary>
    /// Until it is published, the version is the workspace's own, and so no one else can use it. The attempt is the
    /// number, since an update without newer packages leaves its version's name to the next.
    /// </summary>
    internal EnvironmentKey Candidate => new(Workspace, Name, Version);
}
