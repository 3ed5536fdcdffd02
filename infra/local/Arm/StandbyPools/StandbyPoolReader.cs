using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Profiles;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>Reads the body of a pool and finds everything that is wrong with it.</summary>
internal static partial class StandbyPoolReader
{
    private const int MostGroups = 2000;

    private static readonly Dictionary<string, string[]> s_known = new()
    {
        ["properties"] = ["elasticityProfile", "containerGroupProperties", "zones", "provisioningState"],
        ["properties.elasticityProfile"] = ["maxReadyCapacity", "refillPolicy"],
        ["properties.containerGroupProperties"] = ["containerGroupProfile", "subnetIds"],
        ["properties.containerGroupProperties.containerGroupProfile"] = ["id", "revision"],
    };

    /// <summary>Throws ArmException 400 with all errors.</summary>
    public static StandbyPool Read(StandbyPoolId id, JsonObject body, ProfileStore profiles, Locations locations)
    {
        var errors = new List<ArmError>();
        var node = new BodyNode(body, "", errors);
        if (!NamePattern().IsMatch(id.Name))
        {
            node["name"].Refuse("InvalidResourceName", $"The name '{id.Name}' must be 3 to 24 letters, digits and hyphens.");
        }

        var location = node["location"].Required;
        SpecReader.CheckTags(node["tags"]);
        foreach (var (path, names) in s_known)
        {
            RequireKnown(path.Split('.').Aggregate(node, (inside, name) => inside[name]), names);
        }

        var elasticity = node["properties"]["elasticityProfile"];
        CheckElasticity(elasticity["maxReadyCapacity"], elasticity["refillPolicy"]);
        var group = node["properties"]["containerGroupProperties"];
        if (group["subnetIds"].Items.Count > 0)
        {
            group["subnetIds"].Refuse("NotSupportedByEmulator", "The emulator has no subnets.");
        }

        _ = node["properties"]["zones"].Items.Select(zone => zone.Text).ToList();
        var (profile, revision) = (group["containerGroupProfile"]["id"].Required, group["containerGroupProfile"]["revision"].Integer);
        if (errors.Count > 0)
        {
            throw new ArmException(StatusCodes.Status400BadRequest, ArmError.Combine(errors));
        }

        locations.Require(location);
        return new StandbyPool { Id = id, Body = Kept(body), Revision = ProfileMerge.RevisionOf(profile, revision, profiles) };
    }

    private static void CheckElasticity(BodyNode capacity, BodyNode policy)
    {
        if (!capacity.Exists)
        {
            capacity.RefuseMissing();
        }
        else if (capacity.Integer is < 0 or > MostGroups)
        {
            capacity.Refuse("InvalidPropertyValue", $"'{capacity.Path}' must be from 0 to {MostGroups}.");
        }

        if (policy.Text is { } text && !text.Equals("always", StringComparison.OrdinalIgnoreCase))
        {
            policy.Refuse("InvalidPropertyValue", $"'{text}' is not one of always.");
        }
    }

    private static void RequireKnown(BodyNode node, string[] names)
    {
        foreach (var (name, _) in node.Members.Where(member => !names.Contains(member.Key)))
        {
            node[name].Refuse(
                "InvalidRequestContent",
                $"The request content was invalid and could not be deserialized: '{node.Path}' has no member '{name}'.");
        }
    }

    private static JsonObject Kept(JsonObject body)
    {
        var properties = body["properties"]!.DeepClone().AsObject();
        properties.Remove("provisioningState");
        properties["elasticityProfile"]!["refillPolicy"] ??= "always";
        return new JsonObject
        {
            ["location"] = body["location"]!.DeepClone(),
            ["tags"] = body["tags"] is JsonObject tags ? Redaction.WithoutNulls(tags) : new JsonObject(),
            ["properties"] = properties,
        };
    }

    [GeneratedRegex("^[a-zA-Z0-9-]{3,24}$")]
    private static partial Regex NamePattern();
}
