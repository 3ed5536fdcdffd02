using System.Globalization;
using Azure.ResourceManager.ContainerInstance.Models;

namespace CloudWorkspaces.Flavors;

/// <summary>Whether a region can give a flavor. Pure.</summary>
internal static class FlavorRules
{
    /// <param name="region">Its name.</param>
    /// <param name="kinds">What ARM tells of the region: a row for each kind of container group.</param>
    public static RegionLimits Limits(string region, IEnumerable<ContainerCapabilities> kinds)
    {
        var linux = kinds.Where(kind => string.Equals(kind.OSType, "Linux", StringComparison.OrdinalIgnoreCase)).ToList();
        return new RegionLimits
        {
            Region = region,
            Cpu = linux.Max(kind => kind.Capabilities?.MaxCpu) ?? 0,
            MemoryGiB = linux.Max(kind => kind.Capabilities?.MaxMemoryInGB) ?? 0,
            Gpu = (int)(linux.Max(kind => kind.Capabilities?.MaxGpuCount) ?? 0),
        };
    }

    /// <summary>Null when a container group can have it, or, GPUs aside, when nothing is known.</summary>
    public static string? WhyUnavailable(Flavor flavor, RegionLimits? limits)
    {
        if (flavor.Gpu > (limits?.Gpu ?? 0))
        {
            return limits is { Gpu: > 0 }
                ? $"{limits.Region} gives a container group at most {limits.Gpu} GPUs."
                : "Container instances have no GPUs: they were retired in every region on 2025-07-14.";
        }

        if (flavor.Cpu > limits?.Cpu)
        {
            return $"{limits.Region} gives a container group at most {Text(limits.Cpu)} vCPU.";
        }

        return flavor.MemoryGiB > limits?.MemoryGiB
            ? $"{limits.Region} gives a container group at most {Text(limits.MemoryGiB)} GiB of memory."
            : null;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
