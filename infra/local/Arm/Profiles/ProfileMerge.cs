using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Profiles;

/// <summary>Makes a group's body of a profile and of what the request sets beside it.</summary>
internal static partial class ProfileMerge
{
    private static readonly string[] OfProfilesOnly =
        ["revision", "registeredRevisions", "shutdownGracePeriod", "timeToLive", "useKrypton", "securityContext"];

    /// <summary>Gives the body itself if it names no profile. Throws ArmException 400.</summary>
    public static JsonObject Apply(JsonObject body, ProfileStore profiles)
    {
        if (body["properties"] is not JsonObject own || own["containerGroupProfile"] is not { } reference)
        {
            return body;
        }

        var errors = new List<ArmError>();
        var node = new Groups.BodyNode(reference, "properties.containerGroupProfile", errors);
        var (id, revision) = (node["id"].Required, node["revision"].Integer);
        var source = errors.Count == 0 ? Find(id, revision, profiles) : throw new ArmException(
            StatusCodes.Status400BadRequest, ArmError.Combine(errors));
        return Merge(body, source);
    }

    public static JsonObject Merge(JsonObject body, JsonObject profile)
    {
        var merged = body.DeepClone().AsObject();
        var own = merged["properties"]!.AsObject();
        foreach (var (name, value) in profile["properties"]!.AsObject())
        {
            if (name == "containers")
            {
                own[name] = Containers(own[name], value!);
            }
            else if (own[name] is null && !OfProfilesOnly.Contains(name))
            {
                own[name] = value?.DeepClone();
            }
        }

        return merged;
    }

    /// <summary>A container of the group changes the profile's container of its name, property by property.</summary>
    private static JsonNode Containers(JsonNode? own, JsonNode profile)
    {
        if (own is not null and not JsonArray)
        {
            return own.DeepClone();
        }

        var merged = profile.DeepClone().AsArray();
        foreach (var container in own?.AsArray() ?? [])
        {
            var same = merged.OfType<JsonObject>().FirstOrDefault(other => JsonNode.DeepEquals(
                other["name"], (container as JsonObject)?["name"]));
            if (same?["properties"] is not JsonObject properties || container!["properties"] is not JsonObject changes)
            {
                merged.Add(container?.DeepClone());
                continue;
            }

            foreach (var (name, value) in changes)
            {
                properties[name] = value?.DeepClone();
            }
        }

        return merged;
    }

    /// <summary>The revision, or the newest if none is given. Throws ArmException 400 if there is none.</summary>
    public static int RevisionOf(string id, int? revision, ProfileStore profiles) => FindRevision(id, revision, profiles).Number;

    private static JsonObject Find(string id, int? revision, ProfileStore profiles)
    {
        var (profile, number) = FindRevision(id, revision, profiles);
        return profile.Revisions[number - 1];
    }

    private static (Profile Profile, int Number) FindRevision(string id, int? revision, ProfileStore profiles)
    {
        var match = IdPattern().Match(id);
        var found = match.Success
            ? profiles.Find(new ProfileId(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))
            : null;
        var number = revision ?? found?.Newest ?? 0;
        return found is not null && number >= 1 && number <= found.Newest
            ? (found, number)
            : throw ArmException.BadRequest(
                "ContainerGroupProfileNotFound",
                $"The container group profile '{id}' with revision '{revision}' was not found.",
                "properties.containerGroupProfile");
    }

    [GeneratedRegex(
        "^/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft.ContainerInstance/containerGroupProfiles/([^/]+)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex IdPattern();
}
