namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What a container group shows of itself.</summary>
public sealed record RunGroup
{
    /// <summary>No container of it works any more, and none will.</summary>
    public bool Ended { get; init; }

    /// <summary>When its main container ended, if it did and the service says so.</summary>
    public DateTimeOffset? EndedOn { get; init; }

    /// <summary>Of the main container.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the service says when an image cannot be had; null otherwise.</summary>
    public string? ImageError { get; init; }

    /// <summary>What the service says when the home or a mount cannot be mounted; null otherwise.</summary>
    public string? MountError { get; init; }

    /// <summary>The service took the machine away.</summary>
    public bool Evicted { get; init; }

    /// <summary>The main container was killed for its memory.</summary>
    public bool OutOfMemory { get; init; }
}
