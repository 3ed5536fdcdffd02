using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Reads a body into a <see cref="GroupSpec"/> and finds everything that is wrong with it.</summary>
internal static partial class SpecReader
{
    /// <summary>Throws ArmException 400 with all errors.</summary>
    public static GroupSpec Read(JsonObject body)
    {
        var errors = new List<ArmError>();
        var spec = Read(new BodyNode(body, "", errors));
        if (errors.Count == 0)
        {
            PropertyKinds.Check(body, "ContainerGroup", errors);
        }

        return errors.Count == 0
            ? spec
            : throw new ArmException(StatusCodes.Status400BadRequest, ArmError.Combine(errors));
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    public static partial Regex NamePattern();

    private static GroupSpec Read(BodyNode body)
    {
        var location = body["location"].Required;
        CheckTags(body["tags"]);
        var properties = body["properties"];
        if (!properties.Exists)
        {
            properties.RefuseMissing();
            return Empty(location);
        }

        RefuseUnsupported(properties);
        if (OneOf(properties["osType"], "Linux", "Linux", "Windows") == "Windows")
        {
            properties["osType"].Refuse("NotSupportedByEmulator", "The emulator runs Linux containers only.");
        }

        var volumes = VolumeReader.Read(properties["volumes"]);
        var containers = ContainerReader.Read(properties["containers"], volumes, isInit: false);
        var inits = ContainerReader.Read(properties["initContainers"], volumes, isInit: true);
        Check(properties, containers, inits);
        return new GroupSpec
        {
            Location = location,
            RestartPolicy = Enum.Parse<RestartPolicy>(
                OneOf(properties["restartPolicy"], "Always", "Always", "OnFailure", "Never")),
            Spot = OneOf(properties["priority"], "Regular", "Regular", "Spot") == "Spot",
            Containers = containers,
            InitContainers = inits,
            Volumes = volumes,
            Credentials = Credentials(properties["imageRegistryCredentials"]),
            IpAddress = IpAddressReader.Read(properties["ipAddress"], containers),
        };
    }

    public static void CheckTags(BodyNode tags)
    {
        foreach (var tag in tags.Members.Select(tag => tags[tag.Key]))
        {
            _ = tag.Text;
        }
    }

    /// <summary>The allowed value that equals the text without case; an error and the default otherwise.</summary>
    private static string OneOf(BodyNode node, string standard, params ReadOnlySpan<string> allowed)
    {
        var text = node.Text ?? standard;
        foreach (var value in allowed)
        {
            if (string.Equals(text, value, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        node.Refuse("InvalidPropertyValue", $"'{text}' is not one of {string.Join(", ", allowed)}.");
        return standard;
    }

    private static void RefuseUnsupported(BodyNode properties)
    {
        string[] names =
        [
            "confidentialComputeProperties", "encryptionProperties", "extensions", "secretReferences", "subnetIds",
        ];
        foreach (var node in names.Select(name => properties[name]).Where(node => node.Exists))
        {
            node.Refuse("NotSupportedByEmulator", $"The emulator has no '{node.Path}'.");
        }

        if (OneOf(properties["sku"], "Standard", "Standard", "NotSpecified", "Dedicated", "Confidential") == "Confidential")
        {
            properties["sku"].Refuse("NotSupportedByEmulator", "The emulator has no confidential containers.");
        }
    }

    private static void Check(
        BodyNode properties, ImmutableArray<ContainerSpec> containers, ImmutableArray<ContainerSpec> inits)
    {
        if (containers.Length == 0)
        {
            properties["containers"].RefuseMissing();
        }

        if (containers.Length + inits.Length > GroupLimits.Containers)
        {
            properties["containers"].Refuse(
                "ContainerGroupTooManyContainers", $"A group has at most {GroupLimits.Containers} containers.");
        }

        foreach (var twice in inits.Concat(containers).GroupBy(container => container.Name).Where(group => group.Count() > 1))
        {
            properties["containers"].Refuse("DuplicateContainerName", $"The container name '{twice.Key}' is used twice.");
        }

        if (containers.Sum(c => c.Cpu) > GroupLimits.Cpu || containers.Sum(c => c.MemoryGiB) > GroupLimits.MemoryGiB)
        {
            properties["containers"].Refuse(
                "InvalidResourceRequests",
                $"The containers together ask for more than {GroupLimits.Cpu} CPU or {GroupLimits.MemoryGiB} GB.");
        }
    }

    private static ImmutableArray<RegistryCredential> Credentials(BodyNode node) =>
        [.. node.Items.Select(item => new RegistryCredential(
            item["server"].Required, item["username"].Text ?? "", item["password"].Text ?? ""))];

    private static GroupSpec Empty(string location) => new()
    {
        Location = location,
        RestartPolicy = RestartPolicy.Always,
        InitContainers = [],
        Containers = [],
        Volumes = [],
        Credentials = [],
    };
}
