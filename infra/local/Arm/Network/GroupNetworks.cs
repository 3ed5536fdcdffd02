using System.Net;
using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Groups;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// The network of each group: a namespace with nothing but loopback, which its containers share, and the relays that
/// are the only ways in and out.
/// </summary>
internal sealed class GroupNetworks(ContainerEngine engine, Forwards forwards, NameRelays names, IOptions<ArmOptions> options)
{
    private bool UsesPause => options.Value.PauseContainers ?? !engine.IsPodman;

    /// <summary>Sees to the group's namespace and opens the relays; gives the engine's name for the network.</summary>
    public async Task<string> OpenAsync(ContainerGroup group)
    {
        var (space, mode) = UsesPause ? await HoldByContainerAsync(group.Record) : HoldByPath(group.Record);
        if (group.Relays is null)
        {
            var ports = group.Spec.IpAddress?.Ports ?? [];
            group.Relays = await GroupRelays.OpenAsync(
                space, forwards, IPAddress.Parse(group.Record.Address), ports, group.IsReady);
            OpenName(group);
        }

        return mode;
    }

    /// <summary>Lets the group's name, if it has one, lead to it as long as its relays are open.</summary>
    public void OpenName(ContainerGroup group)
    {
        foreach (var port in group.Spec.Fqdn is null ? [] : group.Spec.IpAddress!.Ports)
        {
            group.Relays?.Add(names.Open(port));
        }
    }

    public static async Task CloseAsync(ContainerGroup group)
    {
        if (group.Relays is { } relays)
        {
            group.Relays = null;
            await relays.DisposeAsync();
        }
    }

    /// <summary>Removes the namespace of a group whose containers are gone.</summary>
    public static void Remove(string key)
    {
        var space = Named(key);
        if (File.Exists(space.Path))
        {
            space.Remove();
        }
    }

    private static NetworkNamespace Named(string key) => new($"/run/netns/cw-{key}");

    private static (NetworkNamespace Space, string Mode) HoldByPath(GroupRecord record)
    {
        var space = Named(record.Key);
        if (!space.Exists())
        {
            space.Create();
        }

        return (space, $"ns:{space.Path}");
    }

    private async Task<(NetworkNamespace Space, string Mode)> HoldByContainerAsync(GroupRecord record)
    {
        var plan = ContainerPlan.Pause(record);
        var held = await engine.InspectAsync(plan.Name!, CancellationToken.None);
        var id = held?.Id ?? await engine.CreateAsync(plan, CancellationToken.None);
        await engine.StartAsync(id, CancellationToken.None);
        var started = await engine.InspectAsync(id, CancellationToken.None);
        return started is { Running: true }
            ? (new NetworkNamespace($"/proc/{started.ProcessId}/ns/net"), $"container:{id}")
            : throw new ProvisioningException("InternalServerError", "The group's network did not start.");
    }
}
