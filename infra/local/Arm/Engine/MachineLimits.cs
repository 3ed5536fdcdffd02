using CloudWorkspaces.Local.Arm.Network;
using Docker.DotNet.Models;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>
/// Limits on processes and open files for containers, given explicitly since an engine's own defaults may be above what
/// the machine lets it set, and then no container starts.
/// </summary>
internal static class MachineLimits
{
    private const ulong Most = 16384;

    public static IList<Ulimit> Ulimits { get; } =
    [
        Limit("nproc", Libc.ResourceNumberOfProcesses),
        Limit("nofile", Libc.ResourceOpenFiles),
    ];

    private static Ulimit Limit(string name, int resource)
    {
        Libc.Checked(Libc.GetLimit(resource, out var limit), name);
        var value = (long)Math.Min(Most, limit.Hard);
        return new Ulimit { Name = name, Soft = value, Hard = value };
    }
}
