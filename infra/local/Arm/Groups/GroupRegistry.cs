using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>The groups in memory, and the addresses they have.</summary>
internal sealed class GroupRegistry
{
    private readonly ConcurrentDictionary<GroupId, ContainerGroup> _groups = new();

    /// <summary>Those in standby pools as well. One that is being taken has two names for a moment.</summary>
    public IEnumerable<ContainerGroup> All => _groups.Values.Distinct();

    /// <summary>A group that is not in a standby pool.</summary>
    public ContainerGroup? Find(GroupId id) => _groups.GetValueOrDefault(id) is { Record.Pool: null } group ? group : null;

    public void Put(ContainerGroup group) => _groups[group.Record.Id] = group;

    /// <summary>Forgets the group unless another has taken its place.</summary>
    public void Remove(ContainerGroup group) => _groups.TryRemove(KeyValuePair.Create(group.Record.Id, group));

    public bool TryAdd(ContainerGroup group) => TryAdd(group.Record.Id, group);

    public bool TryAdd(GroupId id, ContainerGroup group) => _groups.TryAdd(id, group);

    /// <summary>Takes a name from a group that has another besides.</summary>
    public void Remove(GroupId id) => _groups.TryRemove(id, out _);

    /// <summary>An address in 127.64.0.0/10 that no other group here has.</summary>
    public string NewAddress()
    {
        var taken = All.Select(group => group.Record.Address).ToHashSet();
        while (true)
        {
            var bytes = RandomNumberGenerator.GetBytes(4);
            var address = new IPAddress([127, (byte)(64 + bytes[1] % 64), bytes[2], (byte)(1 + bytes[3] % 254)]).ToString();
            if (!taken.Contains(address))
            {
                return address;
            }
        }
    }
}
