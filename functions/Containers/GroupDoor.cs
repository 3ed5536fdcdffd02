using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;

namespace CloudWorkspaces.Containers;

/// <summary>A public address with a DNS label, and in front of the web server what speaks TLS, where it is wanted.</summary>
internal static class GroupDoor
{
    private const string CaddyVolume = "tls";

    /// <summary>Of the sidecar beside the main container; the service counts both.</summary>
    private const double CaddyCpu = 0.1;
    private const double CaddyMemoryGiB = 0.2;

    public static void AddTo(ContainerGroupData group, Workload workload, string location)
    {
        if (workload.Door is not { } door)
        {
            return;
        }

        int[] ports = door.TlsImage is null ? [door.Port] : [80, 443];
        group.IPAddress = new ContainerGroupIPAddress(
            ports.Select(port => new ContainerGroupPort(port) { Protocol = ContainerGroupNetworkProtocol.Tcp }),
            ContainerGroupIPAddressType.Public)
        {
            DnsNameLabel = workload.Name,
        };
        var server = group.Containers[0];
        if (door.TlsImage is { } image)
        {
            server = Caddy(image, $"{workload.Name}.{location}.azurecontainer.io", door.Port);
            group.Containers.Add(server);
            group.Volumes.Add(new ContainerVolume(CaddyVolume) { EmptyDir = BinaryData.FromString("{}") });
        }

        foreach (var port in ports)
        {
            server.Ports.Add(new ContainerPort(port));
        }
    }

    private static ContainerInstanceContainer Caddy(string image, string name, int port) => new(
        CaddyVolume, image, new(new ContainerResourceRequestsContent(CaddyMemoryGiB, CaddyCpu)))
    {
        Command = { "caddy", "reverse-proxy", "--from", name, "--to", $"127.0.0.1:{port}" },
        VolumeMounts = { new ContainerVolumeMount(CaddyVolume, "/data") },
    };
}
