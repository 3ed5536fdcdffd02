using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Reads the IP address of a body.</summary>
internal static class IpAddressReader
{
    public static IpAddressSpec? Read(BodyNode node, ImmutableArray<ContainerSpec> containers)
    {
        if (!node.Exists)
        {
            return null;
        }

        if (node["type"].Required is var type && type.Length > 0 &&
            !type.Equals("Public", StringComparison.OrdinalIgnoreCase) &&
            !type.Equals("Private", StringComparison.OrdinalIgnoreCase))
        {
            node["type"].Refuse("InvalidPropertyValue", $"'{type}' is not one of Public, Private.");
        }

        var ports = node["ports"].Items;
        if (ports.Count == 0)
        {
            node["ports"].RefuseMissing();
        }
        else if (ports.Count > GroupLimits.Ports)
        {
            node["ports"].Refuse("ContainerGroupTooManyPorts", $"A group has at most {GroupLimits.Ports} ports.");
        }

        var label = node["dnsNameLabel"].Text;
        if (label is not null && !SpecReader.NamePattern().IsMatch(label))
        {
            node["dnsNameLabel"].Refuse(
                "InvalidDnsNameLabel", $"'{label}' must be 1 to 63 lower-case letters, digits and hyphens.");
        }

        return new IpAddressSpec([.. ports.Select(port => GroupPort(port, containers)).Distinct()], label);
    }

    /// <summary>A port of a container or of the group.</summary>
    public static int Port(BodyNode item)
    {
        var port = item["port"].Integer;
        if (!item["port"].Exists)
        {
            item["port"].RefuseMissing();
        }
        else if (port is < 1 or > 65535)
        {
            item["port"].Refuse("InvalidPort", $"{port} is not a port.");
        }

        if (item["protocol"].Text is { } protocol && !protocol.Equals("TCP", StringComparison.OrdinalIgnoreCase))
        {
            item["protocol"].Refuse("NotSupportedByEmulator", "The emulator relays TCP only.");
        }

        return port ?? 0;
    }

    private static int GroupPort(BodyNode item, ImmutableArray<ContainerSpec> containers)
    {
        var port = Port(item);
        if (GroupLimits.IsReserved(port))
        {
            item["port"].Refuse("ReservedPort", $"Port {port} is reserved by the service.");
        }
        else if (port > 0 && !containers.Any(container => container.Ports.Contains(port)))
        {
            item["port"].Refuse("PortNotExposed", $"Port {port} is not exposed by any container of the group.");
        }

        return port;
    }
}
