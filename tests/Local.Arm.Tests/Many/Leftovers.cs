using System.Globalization;
using System.Net;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Many;

/// <summary>What the machine has of an emulator's groups, seen from outside of it.</summary>
/// <param name="Listening">The emulator's sockets that listen on the host, but for its own addresses.</param>
internal sealed record Leftovers(
    int Containers, int Namespaces, int Folders, int Mounts, IReadOnlyList<IPEndPoint> Listening)
{
    private const string ListeningState = "0A";

    /// <param name="keys">Of the groups, as the names of their namespaces and folders have them.</param>
    public static async Task<Leftovers> OfAsync(ArmEmulatorProcess emulator, IReadOnlyCollection<string> keys)
    {
        var (_, containers) = await TestImage.OutputAsync(
            ["ps", "-aq", "--filter", $"label=cloudworkspaces.arm/instance={emulator.InstanceName}"]);
        var mounts = await File.ReadAllLinesAsync("/proc/self/mounts");
        return new Leftovers(
            containers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
            keys.Count(key => File.Exists($"/run/netns/cw-{key}")),
            Keys(emulator).Count,
            mounts.Count(line => keys.Any(line.Contains)),
            [.. Sockets(emulator.ProcessId).Where(address =>
                address.Port != emulator.Address.Port && address.Port != emulator.FilesAddress.Port)]);
    }

    /// <summary>The keys of the groups that have folders for volumes.</summary>
    public static IReadOnlyCollection<string> Keys(ArmEmulatorProcess emulator)
    {
        var volumes = Path.Combine(emulator.State.FullName, "volumes");
        return Directory.Exists(volumes) ? [.. Directory.GetDirectories(volumes).Select(folder => Path.GetFileName(folder))] : [];
    }

    /// <summary>Where the process listens in the host's network.</summary>
    private static IEnumerable<IPEndPoint> Sockets(int processId)
    {
        var own = ProcessFigures.Descriptors(processId).ToHashSet();
        return File.ReadLines($"/proc/{processId}/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts[3] == ListeningState && own.Contains($"socket:[{parts[9]}]"))
            .Select(parts => Address(parts[1]));
    }

    /// <summary>The kernel writes the address as a little-endian number, and then the port, in hexadecimal.</summary>
    private static IPEndPoint Address(string text) => new(
        uint.Parse(text[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        int.Parse(text[9..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
