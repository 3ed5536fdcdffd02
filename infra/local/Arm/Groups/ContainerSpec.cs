using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Groups;

internal sealed record ContainerSpec
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>In place of the image's entry point and command; empty to keep them.</summary>
    public required ImmutableArray<string> Command { get; init; }

    public required ImmutableArray<EnvironmentSpec> Environment { get; init; }

    public required ImmutableArray<MountSpec> Mounts { get; init; }

    public ImmutableArray<int> Ports { get; init; } = [];

    /// <summary>Files below <see cref="ContainerPlan.ConfigMaps"/>; null for a container without.</summary>
    public ImmutableDictionary<string, string>? ConfigMap { get; init; }

    /// <summary>Requested cores; 0 for init containers.</summary>
    public decimal Cpu { get; init; }

    public decimal MemoryGiB { get; init; }

    public decimal? CpuLimit { get; init; }

    public decimal? MemoryLimitGiB { get; init; }

    public ProbeSpec? Liveness { get; init; }

    public ProbeSpec? Readiness { get; init; }

    /// <summary>uid or uid:gid in place of the image's user.</summary>
    public string? User { get; init; }

    public bool NoNewPrivileges { get; init; }
}

/// <param name="Value">Null for a secure value that is known to the container engine only.</param>
internal sealed record EnvironmentSpec(string Name, string? Value);

internal sealed record MountSpec(string Volume, string Path, bool ReadOnly);
