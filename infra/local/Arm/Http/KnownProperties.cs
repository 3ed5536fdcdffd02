using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>
/// The properties that each api-version knows, from properties.txt: of each type the members as
/// <c>name:kind[]!^@version</c>. The kind is a type, a list of values, map, any, int, number, bool, date or, without one,
/// text; <c>!</c> is for what must be there, <c>^</c> for what only answers have, the version is the first that knows it.
/// </summary>
internal static class KnownProperties
{
    private static readonly Dictionary<string, Dictionary<string, Member>> Types = Load();

    /// <summary>Null if the kind is no type.</summary>
    public static IReadOnlyDictionary<string, Member>? MembersOf(string kind) => Types.GetValueOrDefault(kind);

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
            else if (Types.ContainsKey(member.Kind))
            {
                Visit(value, member.Kind, inside, version, unknown);
            }
        }
    }

    private static Dictionary<string, Dictionary<string, Member>> Load()
    {
        using var stream = typeof(KnownProperties).Assembly.GetManifestResourceStream("properties.txt")!;
        using var reader = new StreamReader(stream);
        var words = reader.ReadToEnd().Replace(" =", "=", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var types = new Dictionary<string, Dictionary<string, Member>>();
        Dictionary<string, Member> current = [];
        foreach (var word in words)
        {
            if (word.EndsWith('='))
            {
                types[word[..^1]] = current = [];
                continue;
            }

            var (text, since) = word.Split('@') is [var before, var version] ? (before, version) : (word, "");
            var parts = text.TrimEnd('!', '^').Replace("[]", "", StringComparison.Ordinal).Split(':');
            current[parts[0]] = new Member(
                parts.ElementAtOrDefault(1) ?? "text",
                text.Contains("[]", StringComparison.Ordinal),
                text.EndsWith('!'),
                text.EndsWith('^'),
                since);
        }

        return types;
    }

    internal sealed record Member(string Kind, bool IsList, bool IsRequired, bool IsReadOnly, string Since);
}
