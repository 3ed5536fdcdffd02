using System.Collections.Immutable;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>A container group in memory: its record, its containers and the job that moves it.</summary>
internal sealed class ContainerGroup(GroupRecord record, GroupSpec spec)
{
    private volatile GroupRecord _record = record;
    private volatile GroupMembers _members = new(spec);

    public GroupRecord Record
    {
        get => _record;
        set => _record = value;
    }

    /// <summary>Replaced as a whole when the group starts anew.</summary>
    public GroupMembers Members
    {
        get => _members;
        set => _members = value;
    }

    public GroupSpec Spec => Members.Spec;

    public ImmutableArray<GroupContainer> Inits => Members.Inits;

    public ImmutableArray<GroupContainer> Mains => Members.Mains;

    public IEnumerable<GroupContainer> All => Members.All;

    public GroupJobs Jobs { get; } = new();

    /// <summary>Held while a request changes what the group is to be.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>Held while the record is replaced.</summary>
    public SemaphoreSlim Saving { get; } = new(1);

    /// <summary>The engine's id of the container that carries the record.</summary>
    public string? RecordContainerId { get; set; }

    /// <summary>Completes when the record is durable for the first time: nothing of the group may run before.</summary>
    public Task Recorded { get; set; } = Task.CompletedTask;

    /// <summary>Null while nothing can get into or out of the group.</summary>
    public GroupRelays? Relays { get; set; }

    /// <summary>Whether provisioning has begun.</summary>
    public bool Begun { get; set; }

    /// <summary>Whether a container has the folder of a config map, which can be changed while it runs.</summary>
    public bool TakesConfigMaps(GroupContainer container) =>
        !container.IsInit && (container.Spec.ConfigMap is not null || Record.Pool is not null || Record.FromPool);

    /// <summary>Whether the containers behind a port take connections.</summary>
    public bool IsReady(int port) =>
        Mains.Where(container => container.Spec.Ports.Contains(port)).All(container => container.IsReady);

    public string ProvisioningState =>
        GroupStates.Provisioning(Record, Mains.Select(container => container.Status), Begun);

    public string InstanceState =>
        GroupStates.Instance(Record, Spec.RestartPolicy, [.. Mains.Select(container => container.Status)]);
}
