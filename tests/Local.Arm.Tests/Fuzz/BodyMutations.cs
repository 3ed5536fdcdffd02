using System.Text.Json.Nodes;
using CsCheck;

namespace CloudWorkspaces.Local.Arm.Tests.Fuzz;

/// <summary>Bodies that were good and in which some values have been changed, renamed, doubled or taken out.</summary>
internal static class BodyMutations
{
    /// <summary>No engine has it and no registry is asked for it, so that a body that stays valid makes nothing.</summary>
    private const string NoImage = "localhost/no/such:1";

    private static readonly string?[] Values =
    [
        "null", "true", "false", "0", "-1", "0.5", "1e400", "99999999999999999999", "[]", "{}", "[[]]", "[null]",
        "[{}]", "{\"\":1}", "\"\"", "\" \"", "\"Linux\"", "\"Always\"", "\"westeurope\"", "\"../..\"", "\"\\u0000\"",
        "\"\\ud83d\\ude00\"", "\"{{0}}%s'\\\"<>\"", "[1,\"a\",{\"b\":[]}]", null,
    ];

    private static readonly string[] Names =
        ["name", "properties", "port", "ports", "exec", "gitRepo", "secret", "id", "ID", "$ref", "", "a.b", "toString", "unknown"];

    public static Gen<(JsonObject Body, string Text)> Of(Func<JsonObject> make) =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, Values.Length - 1], Gen.Int[0, 3], Gen.Int[0, Names.Length - 1]).Array[1, 4]
            .Select(changes =>
            {
                var body = make();
                foreach (var (at, value, kind, name) in changes)
                {
                    Change(body, at, Values[value], kind, Names[name]);
                }

                ReplaceImages(body);
                return (body, body.ToJsonString());
            });

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

    private static IEnumerable<(JsonNode Owner, string Member)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(item => Places(item.Value).Prepend((node, item.Key))),
        JsonArray items => items.SelectMany((item, index) => Places(item).Prepend((node, $"{index}"))),
        _ => [],
    };

    private static void ReplaceImages(JsonNode node)
    {
        foreach (var (owner, member) in Places(node).ToList())
        {
            if (owner is JsonObject members && member.Equals("image", StringComparison.OrdinalIgnoreCase) &&
                members[member] is JsonValue value && value.TryGetValue<string>(out _))
            {
                members[member] = NoImage;
            }
        }
    }
}
