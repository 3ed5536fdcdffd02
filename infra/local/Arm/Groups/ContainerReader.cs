using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Reads containers and init containers of a body.</summary>
internal static partial class ContainerReader
{
    private const decimal LeastCpu = 0.01m;
    private const decimal LeastMemoryGiB = 0.1m;

    public static ImmutableArray<ContainerSpec> Read(BodyNode list, ImmutableArray<VolumeSpec> volumes, bool isInit) =>
        [.. list.Items.Select(item => ReadOne(item, volumes, isInit))];

    private static ContainerSpec ReadOne(BodyNode item, ImmutableArray<VolumeSpec> volumes, bool isInit)
    {
        var name = item["name"].Required;
        if (name.Length > 0 && !SpecReader.NamePattern().IsMatch(name))
        {
            item["name"].Refuse(
                "InvalidContainerName",
                $"The container name '{name}' must be 1 to 63 lower-case letters, digits and hyphens.");
        }

        var properties = item["properties"];
        var requests = properties["resources"]["requests"];
        var limits = properties["resources"]["limits"];
        if (!isInit && !requests.Exists)
        {
            properties["resources"].Refuse(
                "ResourceRequestsNotSpecified", $"The resource requests of container '{name}' are not specified.");
        }

        var spec = new ContainerSpec
        {
            Name = name,
            Image = Image(properties["image"]),
            Command = [.. properties["command"].Items.Select(part => part.Text ?? "")],
            Environment = [.. properties["environmentVariables"].Items.Select(Environment)],
            Mounts = [.. properties["volumeMounts"].Items.Select(mount => Mount(mount, volumes))],
            Ports = [.. properties["ports"].Items.Select(IpAddressReader.Port)],
            ConfigMap = properties["configMap"] is { Exists: true } map ? ConfigMap(map["keyValuePairs"]) : null,
            Cpu = isInit || !requests.Exists ? 0 : Amount(requests["cpu"], LeastCpu) ?? 0,
            MemoryGiB = isInit || !requests.Exists ? 0 : Amount(requests["memoryInGB"], LeastMemoryGiB) ?? 0,
            CpuLimit = limits["cpu"].Exists ? Amount(limits["cpu"], LeastCpu) : null,
            MemoryLimitGiB = limits["memoryInGB"].Exists ? Amount(limits["memoryInGB"], LeastMemoryGiB) : null,
            Liveness = ProbeReader.Read(properties["livenessProbe"], isLiveness: true),
            Readiness = ProbeReader.Read(properties["readinessProbe"], isLiveness: false),
            User = User(properties["securityContext"]),
            NoNewPrivileges = properties["securityContext"]["allowPrivilegeEscalation"] is { Exists: true, Flag: false },
        };
        CheckLimits(limits, spec);
        RefuseUnsupported(properties, requests, limits);
        return spec;
    }

    private static ImmutableDictionary<string, string> ConfigMap(BodyNode pairs)
    {
        var files = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, _) in pairs.Members)
        {
            if (name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\0'))
            {
                pairs.Refuse("InvalidConfigMap", $"The key '{name}' is not a file name.");
            }
            else
            {
                files[name] = pairs[name].Text ?? "";
            }
        }

        return files.ToImmutable();
    }

    private static string Image(BodyNode node)
    {
        var image = node.Required;
        if (image.Length > 0 && !ImagePattern().IsMatch(image))
        {
            node.Refuse("InvalidImageName", $"'{image}' is not the name of an image.");
        }

        return image;
    }

    [GeneratedRegex(
        @"^[a-zA-Z0-9][\w.-]*(:\d+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$",
        RegexOptions.ECMAScript)]
    private static partial Regex ImagePattern();

    private static decimal? Amount(BodyNode node, decimal least)
    {
        var amount = node.Number;
        if (!node.Exists)
        {
            node.RefuseMissing();
        }
        else if (amount < least)
        {
            node.Refuse("InvalidResourceRequests", $"'{node.Path}' must be at least {least}.");
        }

        return amount;
    }

    private static void CheckLimits(BodyNode limits, ContainerSpec spec)
    {
        if (spec.CpuLimit < spec.Cpu || spec.MemoryLimitGiB < spec.MemoryGiB)
        {
            limits.Refuse("InvalidResourceLimits", $"The limits of container '{spec.Name}' are below its requests.");
        }
    }

    private static void RefuseUnsupported(BodyNode properties, BodyNode requests, BodyNode limits)
    {
        foreach (var gpu in (BodyNode[])[requests["gpu"], limits["gpu"]])
        {
            if (gpu.Exists)
            {
                gpu.Refuse("GpuNotSupported", "GPUs are not available in any location.");
            }
        }

        var privileged = properties["securityContext"]["privileged"];
        if (privileged.Flag)
        {
            privileged.Refuse("PrivilegedNotAllowed", "Privileged containers need the sku Confidential.");
        }
    }

    private static string? User(BodyNode security)
    {
        var (user, group) = (security["runAsUser"].Integer, security["runAsGroup"].Integer);
        return (user, group) switch
        {
            (null, null) => null,
            (_, null) => $"{user}",
            _ => $"{user ?? 0}:{group}",
        };
    }

    private static EnvironmentSpec Environment(BodyNode item)
    {
        var name = item["name"].Required;
        var (value, secure) = (item["value"], item["secureValue"]);
        if (name.Contains('=', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
        {
            item["name"].Refuse("InvalidEnvironmentVariable", "An environment variable's name cannot contain '='.");
        }

        if (item["secureValueReference"].Exists)
        {
            item["secureValueReference"].Refuse("NotSupportedByEmulator", "The emulator has no key vaults.");
        }

        if (value.Exists && secure.Exists)
        {
            item.Refuse("InvalidEnvironmentVariable", $"'{name}' has both a value and a secureValue.");
        }

        return new EnvironmentSpec(name, value.Text ?? secure.Text);
    }

    private static MountSpec Mount(BodyNode item, ImmutableArray<VolumeSpec> volumes)
    {
        var mount = new MountSpec(item["name"].Required, item["mountPath"].Required, item["readOnly"].Flag);
        if (mount.Volume.Length > 0 && !volumes.Any(volume => volume.Name == mount.Volume))
        {
            item["name"].Refuse("VolumeNotFound", $"The volume '{mount.Volume}' is not among the group's volumes.");
        }

        if (mount.Path.Length > 0 && (mount.Path[0] != '/' || mount.Path.Contains(':', StringComparison.Ordinal)))
        {
            item["mountPath"].Refuse("InvalidMountPath", $"'{mount.Path}' must be absolute and without a colon.");
        }

        return mount;
    }
}
