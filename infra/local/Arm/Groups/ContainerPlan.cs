using System.Text.Json;
using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Http;
using Docker.DotNet.Models;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What the engine is told to make for a container of a group.</summary>
internal sealed class ContainerPlan(GroupFolders folders)
{
    /// <summary>Where a container finds its config map, in a folder of its own name.</summary>
    public const string ConfigMaps = "/mnt/configmap";

    private const decimal NanoCores = 1_000_000_000;
    private const decimal GiB = 1024 * 1024 * 1024;

    /// <param name="networkMode">How the engine joins the group's network.</param>
    public CreateContainerParameters For(ContainerGroup group, GroupContainer container, string networkMode)
    {
        var (record, spec, history) = (group.Record, container.Spec, container.Status.History);
        var cpu = spec.CpuLimit ?? group.Spec.Cpu;
        var memory = (long)((spec.MemoryLimitGiB ?? group.Spec.MemoryGiB) * GiB);
        var parameters = new CreateContainerParameters
        {
            Name = $"{Prefix(record)}-{spec.Name}-{record.Key}-{history.RestartCount}".ToLowerInvariant(),
            Image = spec.Image,
            Env = [.. spec.Environment.Select(variable => $"{variable.Name}={variable.Value}")],
            User = spec.User ?? "",
            Labels = new Dictionary<string, string>
            {
                [Labels.Group] = record.Key,
                [Labels.Role] = container.IsInit ? Roles.Init : Roles.Main,
                [Labels.Container] = spec.Name,
                [Labels.History] = JsonSerializer.Serialize(history, ArmJson.Options),
            },
            HostConfig = new HostConfig
            {
                NetworkMode = networkMode,
                NanoCPUs = (long)(cpu * NanoCores),
                Memory = memory,
                MemorySwap = memory,
                Ulimits = MachineLimits.Ulimits,
                LogConfig = new LogConfig { Type = "json-file" },
                Mounts = [.. spec.Mounts.Select(mount => Bind(record, group.Spec, mount)), .. ConfigMap(group, container)],
                SecurityOpt = spec.NoNewPrivileges ? ["no-new-privileges"] : [],
            },
        };
        if (!spec.Command.IsEmpty)
        {
            // An entry point without a command also does away with the image's command.
            parameters.Entrypoint = [.. spec.Command];
        }

        return parameters;
    }

    /// <summary>A container that is never started and only carries the record.</summary>
    public static CreateContainerParameters Record(GroupRecord record) => new()
    {
        Name = $"{Prefix(record)}-record-{record.Key}-{record.Generation}".ToLowerInvariant(),
        Image = PauseProgram.ImageName,
        Entrypoint = ["/pause"],
        Labels = new Dictionary<string, string>
        {
            [Labels.Group] = record.Key,
            [Labels.Role] = Roles.Record,
            [Labels.Record] = JsonSerializer.Serialize(record, ArmJson.Options),
        },
        HostConfig = new HostConfig { NetworkMode = "none" },
    };

    /// <summary>A container that holds the group's network.</summary>
    public static CreateContainerParameters Pause(GroupRecord record) => new()
    {
        Name = $"{Prefix(record)}-pause-{record.Key}".ToLowerInvariant(),
        Image = PauseProgram.ImageName,
        Entrypoint = ["/pause"],
        Labels = new Dictionary<string, string> { [Labels.Group] = record.Key, [Labels.Role] = Roles.Pause },
        HostConfig = new HostConfig { NetworkMode = "none", Ulimits = MachineLimits.Ulimits },
    };

    private static string Prefix(GroupRecord record) => $"cw-{record.Id.Name.Replace('/', '-')}";

    /// <summary>Groups of a standby pool have the folder in any case: what is in it comes when they are taken.</summary>
    private IEnumerable<Mount> ConfigMap(ContainerGroup group, GroupContainer container)
    {
        if (group.TakesConfigMaps(container))
        {
            yield return new Mount
            {
                Type = "bind",
                Source = folders.ConfigMap(group.Record.Key, container.Spec.Name),
                Target = $"{ConfigMaps}/{container.Spec.Name}",
                ReadOnly = true,
            };
        }
    }

    private Mount Bind(GroupRecord record, GroupSpec spec, MountSpec mount)
    {
        var volume = spec.Volumes.First(volume => volume.Name == mount.Volume);
        return new Mount
        {
            Type = "bind",
            Source = folders.Source(record.Key, volume),
            Target = mount.Path,
            ReadOnly = mount.ReadOnly || volume is SecretVolume or FileShareVolume { ReadOnly: true },
        };
    }
}
