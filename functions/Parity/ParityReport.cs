namespace CloudWorkspaces.Parity;

/// <summary>A parity check: what was compared and, once it is over, how it came out. Kept as a blob.</summary>
public sealed record ParityReport
{
    public required string Id { get; init; }
    public required string Workspace { get; init; }
    public required ParityState State { get; init; }

    /// <summary>Why a check failed, which is not the same as finding differences.</summary>
    public string? Reason { get; init; }

    /// <summary>The session in whose kernel the probe ran, and its attempt.</summary>
    public required string Session { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The headless run.</summary>
    public required string Run { get; init; }

    public required string Environment { get; init; }
    public required string Image { get; init; }
    public required string Flavor { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }

    /// <summary>Set once it is completed.</summary>
    public bool? Identical { get; init; }

    public IReadOnlyList<ParityDifference>? Differences { get; init; }

    internal string Self => $"/api/workspaces/{Workspace}/parity/{Id}";
}
