using System.Text.Json.Nodes;
using CsCheck;

namespace CloudWorkspaces.Testing.Fuzz;

/// <summary>Objects that were good and in which some values have been changed, renamed, doubled or taken out.</summary>
public static class JsonMutations
{
    private static readonly string?[] Values =
    [
        "null", "true", "false", "0", "-1", "0.5", "1e400", "99999999999999999999", "[]", "{}", "[[]]", "[null]",
        "[{}]", "{\"\":1}", "\"\"", "\" \"", "\"../..\"", "\"\\u0000\"",
        "\"\\ud83d\\ude00\"", "\"{{0}}%s'\\\"<>\"", "[1,\"a\",{\"b\":[]}]", null,
    ];

    private static readonly string[] Names = ["name", "id", "ID", "$ref", "", "a.b", "toString", "unknown"];

    /// <param name="make">A new one each time.</param>
    /// <param name="words">Strings and names that mean something to who reads it.</param>
    public static Gen<JsonObject> Of(Func<JsonObject> make, params IReadOnlyList<string> words)
    {
        string?[] values = [.. Values, .. words.Select(word => $"\"{word}\"")];
        string[] names = [.. Names, .. words];
        return Gen.Select(Gen.Int[0, 200], Gen.Int[0, values.Length - 1], Gen.Int[0, 3], Gen.Int[0, names.Length - 1]).Array[1, 4]
            .Select(changes =>
            {
                var body = make();
                foreach (var (at, value, kind, name) in changes)
                {
                    Change(body, at, values[value], kind, names[name]);
                }

                return body;
            });
    }

    /// <summary>Every member of every object and array, from the outermost on.</summary>
    public static IEnumerable<(JsonNode Owner, string Member)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(item => Places(item.Value).Prepend((node, item.Key))),
        JsonArray items => items.SelectMany((item, index) => Places(item).Prepend((node, $"{index}"))),
        _ => [],
    };

    private static void Change(JsonObject body, int at, string? value, int kind, string name)
    {
        var places = Places(body).ToList();
        if (places.Count == 0)
        {
            return;
        }

        var (owner, member) = places[at % places.Count];
        switch (owner, kind)
        {
            case (JsonObject members, 0):
                members[name] = members[member]?.DeepClone();
                break;
            case (JsonObject members, _) when value is null:
                members.Remove(member);
                break;
            case (JsonObject members, _):
                members[member] = JsonNode.Parse(value!);
                break;
            case (JsonArray items, 0):
                items.Add(items[int.Parse(member)]?.DeepClone());
                break;
            case (JsonArray items, _):
                items[int.Parse(member)] = value is null ? null : JsonNode.Parse(value);
                break;
        }
    }
}
