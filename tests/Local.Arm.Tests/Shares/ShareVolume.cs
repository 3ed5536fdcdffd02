using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>Groups with a share at /home, and what this machine knows of its mounts.</summary>
internal static class ShareVolume
{
    public const string Account = "teststorage";

    public static JsonObject WithHome(this JsonObject group, string share, bool readOnly = false, string? key = null) => group.WithVolume(
        "home",
        "azureFile",
        new JsonObject
        {
            ["storageAccountName"] = Account,
            ["shareName"] = share,
            ["storageAccountKey"] = key ?? ArmEmulatorProcess.StorageKey,
            ["readOnly"] = readOnly,
        },
        "/home");

    public static JsonObject AsUser(this JsonObject group, int user)
    {
        group.MainProperties()["securityContext"] = new JsonObject { ["runAsUser"] = user };
        return group;
    }

    /// <summary>A group whose container runs a Python program in the environment's image.</summary>
    public static JsonObject Python(string program)
    {
        var group = Bodies.Group("");
        group.MainProperties()["image"] = LocalTools.EoImage;
        group.MainProperties()["command"] = new JsonArray("python3", "-c", program);
        return group;
    }

    /// <summary>The folder behind a share.</summary>
    public static string Content(this ArmEmulatorProcess emulator, string share) =>
        Path.Combine(emulator.State.FullName, "shares", Account, share);

    public static string MountPoint(this ArmEmulatorProcess emulator, string share) =>
        Path.Combine(emulator.State.FullName, "mounts", Account, share);

    public static bool IsMounted(this ArmEmulatorProcess emulator, string share) =>
        File.ReadAllText("/proc/self/mountinfo").Contains($" {emulator.MountPoint(share)} ");

    /// <summary>The processes behind a share's mounts.</summary>
    public static IReadOnlyList<int> MountProcesses(this ArmEmulatorProcess emulator, string share) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => int.TryParse(name, out _) && CommandLine(name).Contains($"\0{emulator.MountPoint(share)}\0"))
            .Select(int.Parse),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
