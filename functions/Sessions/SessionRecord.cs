using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>A session: one table row. Each start of it is an attempt with a container group of its own.</summary>
public sealed record SessionRecord
{
    public required string Workspace { get; init; }

    /// <summary>Of the same form as a run's.</summary>
    public required RunId Id { get; init; }

    /// <summary>Unlike that of every other session of the workspace that is not over.</summary>
    public required string Name { get; init; }

    public required SessionState State { get; init; }

    /// <summary>Set exactly when it is over.</summary>
    public RunCause? Cause { get; init; }

    public required string Environment { get; init; }

    /// <summary>The environment's image by digest, as resolved when this attempt was asked for.</summary>
    public required string Image { get; init; }

    public required string Flavor { get; init; }

    /// <summary>From 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Time without activity after which it is stopped.</summary>
    public required double IdleMinutes { get; init; }

    /// <summary>Life from readiness on.</summary>
    public required double MaxAgeHours { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>When this attempt was asked for. It and the times below are the attempt's.</summary>
    public required DateTimeOffset RequestedOn { get; init; }

    /// <summary>When the container group began to be created.</summary>
    public DateTimeOffset? ProvisioningOn { get; init; }

    /// <summary>When the agent claimed the attempt.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When JupyterLab answered for the first time.</summary>
    public DateTimeOffset? ReadyOn { get; init; }

    public DateTimeOffset? StopRequestedOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }

    /// <summary>The last time that a user asked to keep it.</summary>
    public DateTimeOffset? KeepAliveOn { get; init; }

    /// <summary>JupyterLab's address without its token, once the group has one.</summary>
    public string? Address { get; init; }

    internal SessionReference Reference => new(Workspace, Id.Value, Attempt);
}
