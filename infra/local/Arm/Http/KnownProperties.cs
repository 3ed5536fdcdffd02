using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>
/// The properties that each api-version knows, from properties.txt: a line a type, where <c>name:Type</c> is an object or
/// objects of a type, <c>name*</c> holds whatever its user puts there, and <c>@version</c> is the first that knows it.
/// </summary>
internal static class KnownProperties
{
    private static readonly Dictionary<string, Dictionary<string, Member>> Types = Load();

    /// <summary>The names of all properties of all types and versions.</summary>
    public static IEnumerable<string> Names => Types.Values.SelectMany(members => members.Keys);

    /// <summary>Throws ArmException 400 if the body has properties that the version's type does not.</summary>
    public static void Require(JsonObject body, string type, string version)
    {
        var errors = new List<ArmError>();
        Visit(body, type, "", version, (members, name, path, owner) =>
        {
            if (members[name] is not null)
            {
                errors.Add(new ArmError(
                    "InvalidRequestContent",
                    "The request content was invalid and could not be deserialized: " +
                    $"'Could not find member '{name}' on object of type '{owner}'. Path '{path}'.'.",
                    path));
            }
        });
        if (errors.Count > 0)
        {
            throw new ArmException(StatusCodes.Status400BadRequest, ArmError.Combine(errors));
        }
    }

    /// <summary>Takes out of an answer what its version does not know.</summary>
    public static JsonObject Trim(JsonObject view, string type, string version)
    {
        Visit(view, type, "", version, (members, name, _, _) => members.Remove(name));
        return view;
    }

    private static void Visit(
        JsonNode? node, string type, string path, string version, Action<JsonObject, string, string, string> unknown)
    {
        if (node is JsonArray items)
        {
            for (var index = 0; index < items.Count; index++)
            {
                Visit(items[index], type, $"{path}[{index}]", version, unknown);
            }
        }

        if (node is not JsonObject members)
        {
            return;
        }

        foreach (var (name, value) in members.ToList())
        {
            var inside = path.Length == 0 ? name : $"{path}.{name}";
            if (!Types[type].TryGetValue(name, out var member) || string.CompareOrdinal(member.Since, version) > 0)
            {
                unknown(members, name, inside, type);
            }
            else if (member.Type is { } next)
            {
                Visit(value, next, inside, version, unknown);
            }
        }
    }

    private static Dictionary<string, Dictionary<string, Member>> Load()
    {
        using var stream = typeof(KnownProperties).Assembly.GetManifestResourceStream("properties.txt")!;
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, Dictionary<string, Member>>();
        Dictionary<string, Member> current = [];
        foreach (var word in reader.ReadToEnd().Replace(" =", "=", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith('='))
            {
                types[word[..^1]] = current = [];
                continue;
            }

            var (text, since) = word.Split('@') is [var before, var version] ? (before, version) : (word, "");
            var parts = text.Split(':');
            current[parts[0].TrimEnd('*')] = new Member(parts.ElementAtOrDefault(1), since);
        }

        return types;
    }

    private sealed record Member(string? Type, string Since);
}
