using System.Text.Json.Nodes;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>JSON Schemas of OpenAPI 3.0, for what requests have and for answers that no record stands for.</summary>
internal static class Schemas
{
    /// <summary>Where the records that answers are written from are described.</summary>
    public const string Components = "#/components/schemas/";

    public static JsonObject Text(int maxLength = 1_024, string? pattern = null, int minLength = 1)
    {
        JsonObject schema = new() { ["type"] = "string", ["minLength"] = minLength, ["maxLength"] = maxLength };
        return pattern is null ? schema : schema.With("pattern", pattern);
    }

    public static JsonObject EntityTag() => Text(pattern: "^(\\*|\"[^\"]+\")$");

    public static JsonObject Time() => new() { ["type"] = "string", ["format"] = "date-time" };

    public static JsonObject Binary() => new() { ["type"] = "string", ["format"] = "binary" };

    public static JsonObject Flag() => new() { ["type"] = "boolean" };

    public static JsonObject Integer(int min, int max) =>
        new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };

    public static JsonObject Number(double min, double max) =>
        new() { ["type"] = "number", ["minimum"] = min, ["maximum"] = max };

    public static JsonObject Choice(params IEnumerable<string> words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    /// <summary>The values of an enumeration as the API writes them.</summary>
    public static JsonObject Choice<TEnum>()
        where TEnum : struct, Enum =>
        Choice(Enum.GetValues<TEnum>().Select(value =>
            System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())));

    public static JsonObject List(JsonObject item, int maxCount) =>
        new() { ["type"] = "array", ["items"] = item, ["maxItems"] = maxCount };

    /// <summary>Values of any kind by names of any kind.</summary>
    public static JsonObject Map(JsonObject? value = null) =>
        new() { ["type"] = "object", ["additionalProperties"] = value ?? (JsonNode)true };

    /// <summary>Of a request: with these fields and no others.</summary>
    public static JsonObject Object(params IEnumerable<SchemaField> fields) => Answer(fields).With("additionalProperties", false);

    /// <summary>Of an answer, which may have more fields one day.</summary>
    public static JsonObject Answer(params IEnumerable<SchemaField> fields)
    {
        JsonObject properties = [];
        JsonArray required = [];
        foreach (var field in fields)
        {
            properties[field.Name] = field.ToJson();
            if (field.IsRequired)
            {
                required.Add((JsonNode)field.Name);
            }
        }

        JsonObject schema = new() { ["type"] = "object", ["properties"] = properties };
        return required.Count == 0 ? schema : schema.With("required", required);
    }

    public static JsonObject Page(JsonObject item) => Answer(
        SchemaField.Always("items", new JsonObject { ["type"] = "array", ["items"] = item }),
        SchemaField.Answered("cursor", new JsonObject { ["type"] = "string" }, "Asks for the next page; missing after the last."));

    /// <summary>A record that answers are written from.</summary>
    public static JsonObject Of(Type view) => new() { ["$ref"] = Components + ViewSchemas.Name(view) };

    public static JsonObject Of<TView>() => Of(typeof(TView));

    public static JsonObject With(this JsonObject schema, string keyword, JsonNode value)
    {
        schema[keyword] = value;
        return schema;
    }
}
