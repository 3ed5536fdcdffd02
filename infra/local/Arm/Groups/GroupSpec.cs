using System.Collections.Immutable;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What a request asks for, as far as the emulator acts on it.</summary>
internal sealed record GroupSpec
{
    public required string Location { get; init; }

    public required RestartPolicy RestartPolicy { get; init; }

    /// <summary>Run one after the other before <see cref="Containers"/>.</summary>
    public required ImmutableArray<ContainerSpec> InitContainers { get; init; }

    public required ImmutableArray<ContainerSpec> Containers { get; init; }

    public required ImmutableArray<VolumeSpec> Volumes { get; init; }

    public required ImmutableArray<RegistryCredential> Credentials { get; init; }

    /// <summary>Whether the group may be evicted.</summary>
    public bool Spot { get; init; }

    /// <summary>Null for a group that cannot be reached.</summary>
    public IpAddressSpec? IpAddress { get; init; }

    /// <summary>The name by which the group can be reached; null if it has none.</summary>
    public string? Fqdn => IpAddress?.DnsNameLabel is { } label
        ? $"{label}.{Locations.Normalize(Location)}.azurecontainer.localhost"
        : null;

    /// <summary>The cores of all containers together, which is what those without a limit may use.</summary>
    public decimal Cpu => Containers.Sum(container => container.Cpu);

    /// <summary>The memory of all containers together, which is what those without a limit may use.</summary>
    public decimal MemoryGiB => Containers.Sum(container => container.MemoryGiB);
}

internal enum RestartPolicy
{
    Always,
    OnFailure,
    Never,
}

internal sealed record IpAddressSpec(ImmutableArray<int> Ports, string? DnsNameLabel);

internal sealed record RegistryCredential(string Server, string Username, string Password);
