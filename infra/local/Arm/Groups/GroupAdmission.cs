using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Whether a group may be made or changed as a request asks.</summary>
internal sealed class GroupAdmission(
    GroupRegistry registry, GroupImages images, NameRelays names, Locations locations)
{
    /// <summary>Reads the body. Throws ArmException with the reason if it cannot be done.</summary>
    public async Task<GroupSpec> AdmitAsync(GroupId id, JsonObject body, CancellationToken cancellationToken)
    {
        var spec = SpecReader.Read(body);
        locations.Require(spec.Location);
        await images.CheckAsync(id, spec, cancellationToken);
        CheckLabel(id, spec);
        CheckPorts(spec);
        if (registry.Find(id) is { } existing)
        {
            CheckUpdate(id, existing.Spec, spec);
        }

        return spec;
    }

    /// <summary>Throws ArmException 409 if the change moves the group.</summary>
    public static void CheckLocation(GroupRecord record, string current, string wanted)
    {
        if (!Locations.Same(current, wanted))
        {
            throw ArmException.Conflict(
                "InvalidResourceLocation",
                $"The resource '{record.Id.Name}' already exists in location '{current}' in resource " +
                $"group '{record.Id.ResourceGroup}'. A resource with the same name cannot be created in " +
                $"location '{wanted}'.");
        }
    }

    private void CheckLabel(GroupId id, GroupSpec spec)
    {
        if (spec.IpAddress?.DnsNameLabel is { } label && registry.All.Any(other =>
                other.Record.Id != id && Locations.Same(other.Spec.Location, spec.Location) &&
                other.Spec.IpAddress?.DnsNameLabel == label))
        {
            throw ArmException.Conflict(
                "DnsNameLabelNotAvailable", $"The DNS name label '{label}' is in use in location '{spec.Location}'.");
        }
    }

    /// <summary>The name leads to 127.0.0.1, where something that is not a group may have the port.</summary>
    private void CheckPorts(GroupSpec spec)
    {
        if (spec.Fqdn is { } name && spec.IpAddress!.Ports.FirstOrDefault(port => !names.CanHave(port)) is var port and > 0)
        {
            throw ArmException.BadRequest(
                "NotSupportedByEmulator",
                $"The name '{name}' cannot lead to the group, since port {port} of 127.0.0.1 is in use on this machine. Take " +
                "another port, leave out the label, or set Arm:NameRelays to false to have a name that leads nowhere.",
                "properties.ipAddress.dnsNameLabel");
        }
    }

    private static void CheckUpdate(GroupId id, GroupSpec current, GroupSpec wanted)
    {
        if (current.RestartPolicy != wanted.RestartPolicy || !Resources(current).SequenceEqual(Resources(wanted)))
        {
            throw ArmException.BadRequest(
                "InvalidContainerGroupUpdate",
                $"The updates on container group '{id.Name}' are invalid. If you are going to update the os type, restart " +
                "policy, network profile, CPU, memory or GPU resources for a container group, you must delete it first " +
                "and then create a new one.");
        }
    }

    /// <summary>What the containers ask for, whatever their names and order.</summary>
    private static IEnumerable<object> Resources(GroupSpec spec) => spec.Containers
        .Select(container => (container.Cpu, container.MemoryGiB, container.CpuLimit, container.MemoryLimitGiB))
        .Order()
        .Cast<object>();
}
