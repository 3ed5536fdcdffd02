using CloudWorkspaces.Flavors;
using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Containers;

/// <summary>What container groups differ in: everything else is the same for sessions and runs.</summary>
internal sealed record Workload
{
    /// <summary>Of the group; its DNS label as well where it has a door.</summary>
    public required string Name { get; init; }

    /// <summary>Whose home is mounted; empty for none.</summary>
    public required string Workspace { get; init; }

    /// <summary>What the agent is to do: the first word of its command line.</summary>
    public required string AgentCommand { get; init; }

    /// <summary>The part of the agent endpoint that is this attempt's own, without slashes at its ends.</summary>
    public required string AgentPath { get; init; }

    /// <summary>The agent's key for this attempt; never readable from the group again.</summary>
    public required string AgentKey { get; init; }

    public required string Image { get; init; }
    public required Flavor Flavor { get; init; }

    /// <summary>Further settings of the agent, by the name behind its prefix; never readable from the group again.</summary>
    public IReadOnlyDictionary<string, string> AgentSecrets { get; init; } = new Dictionary<string, string>();

    /// <summary>The workspace's secrets; <see cref="WorkloadGroups"/> reads them when it makes the group.</summary>
    public IReadOnlyList<ReadSecret> Secrets { get; init; } = [];

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>How users reach it; null when they do not.</summary>
    public WorkloadDoor? Door { get; init; }

    public StandbyPool? StandbyPool { get; init; }
}
