using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes;

/// <summary>
/// The inputs that a notebook's parameters make, from their JSON Schema (2020-12) to OGC's <c>schema.yaml</c>, which knows
/// <c>nullable</c> in place of the type null, and no other keywords than it lists.
/// </summary>
internal static class InferredInputs
{
    private static readonly string[] Copied = ["type", "enum", "default", "description"];

    /// <param name="document">As <c>GET …/notebooks/{path}/schema</c> answers.</param>
    public static IReadOnlyDictionary<string, ProcessInput> Of(JsonObject document) =>
        (document["properties"] as JsonObject ?? []).ToDictionary(
            property => property.Key,
            property => Input(property.Value as JsonObject ?? []),
            StringComparer.Ordinal);

    private static ProcessInput Input(JsonObject parameter) => new()
    {
        Description = parameter["description"]?.ToString(),
        Schema = Schema(parameter),
        MinOccurs = parameter.ContainsKey("default") || parameter.ContainsKey("x-default-expression") ? 0 : 1,
    };

    private static JsonObject Schema(JsonObject source)
    {
        if (source["anyOf"] is JsonArray choices)
        {
            return OneOf(source, choices);
        }

        var schema = Common(source);
        if (source["items"] is JsonObject items)
        {
            schema["items"] = Schema(items);
        }

        if (source["additionalProperties"] is JsonObject values)
        {
            schema["additionalProperties"] = Schema(values);
        }

        return schema;
    }

    private static JsonObject OneOf(JsonObject source, JsonArray choices)
    {
        var some = choices.OfType<JsonObject>().Where(choice => !IsNull(choice)).Select(Schema).ToArray();
        var schema = some.Length == 1 ? some[0] : new JsonObject { ["anyOf"] = new JsonArray(some) };
        foreach (var (keyword, value) in Common(source))
        {
            schema[keyword] = value?.DeepClone();
        }

        if (some.Length < choices.Count)
        {
            schema["nullable"] = true;
        }

        return schema;
    }

    private static JsonObject Common(JsonObject source) => new(Copied
        .Where(keyword => source.ContainsKey(keyword))
        .Select(keyword => KeyValuePair.Create(keyword, source[keyword]?.DeepClone())));

    private static bool IsNull(JsonObject choice) => choice["type"]?.ToString() == "null";
}
