using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace CloudWorkspaces.Processes;

/// <summary>
/// The schema of one value, as OGC's <c>schema.yaml</c> allows it, and the check of values against it. Alternatives of
/// different media types (<c>oneOf</c> with <c>contentMediaType</c>) are chosen by the value's media type, else the first.
/// </summary>
internal static class ValueSchema
{
    private const string Bbox = "ogc-bbox";
    private const string MediaType = "contentMediaType";
    private const int MaxDepth = 20;

    /// <summary>Keywords of <c>schema.yaml</c>, without references, which could name anything.</summary>
    private static readonly HashSet<string> Keywords =
    [
        "title", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
        "pattern", "maxItems", "minItems", "uniqueItems", "maxProperties", "minProperties", "required", "enum", "type", "not",
        "allOf", "oneOf", "anyOf", "items", "properties", "additionalProperties", "description", "format", "default",
        "nullable", "readOnly", "writeOnly", "example", "deprecated", "contentMediaType", "contentEncoding", "contentSchema",
    ];

    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    private static readonly JsonObject BboxSchema = new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("bbox"),
        ["properties"] = new JsonObject
        {
            ["bbox"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "number" },
                ["oneOf"] = new JsonArray(
                    new JsonObject { ["minItems"] = 4, ["maxItems"] = 4 }, new JsonObject { ["minItems"] = 6, ["maxItems"] = 6 }),
            },
            ["crs"] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray(
                    "http://www.opengis.net/def/crs/OGC/1.3/CRS84", "http://www.opengis.net/def/crs/OGC/0/CRS84h"),
            },
        },
    };

    /// <summary>Why it is not a schema; null when it is.</summary>
    public static string? Fault(JsonObject schema)
    {
        if (FaultAt(schema, "", 0) is { } fault)
        {
            return fault;
        }

        try
        {
            // What the library cannot read would fail each execution.
            _ = Parse(schema);
            return null;
        }
        catch (Exception exception) when (exception is Newtonsoft.Json.JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            return $"is not a schema: {exception.Message}";
        }
    }

    /// <summary>What is wrong with a value, each as the end of a sentence that starts with its name; empty for nothing.</summary>
    public static IReadOnlyList<string> Check(JsonObject schema, JsonNode? value, string? mediaType)
    {
        var chosen = Choose(schema, mediaType);
        if (chosen is null)
        {
            return [$"has the media type '{mediaType}', which is none of its alternatives."];
        }

        return [.. Parse(chosen).Validate(value?.ToJsonString() ?? "null").Select(Describe)];
    }

    private static JsonObject? Choose(JsonObject schema, string? mediaType)
    {
        if (schema["oneOf"] is not JsonArray { Count: > 0 } choices ||
            choices.OfType<JsonObject>().Any(choice => choice[MediaType] is null))
        {
            return schema;
        }

        return mediaType is null
            ? choices[0]!.AsObject()
            : choices.OfType<JsonObject>().FirstOrDefault(choice => choice[MediaType]!.ToString() == mediaType);
    }

    private static JsonSchema Parse(JsonObject schema) =>
        JsonSchema.FromJsonAsync(WithBbox(schema).ToJsonString()).GetAwaiter().GetResult();

    /// <summary>OGC's own format is not one that a validator knows.</summary>
    private static JsonObject WithBbox(JsonObject schema) => schema["format"]?.ToString() == Bbox
        ? new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone(), BboxSchema.DeepClone()) }
        : schema;

    private static string? FaultAt(JsonNode? node, string path, int depth)
    {
        if (node is not JsonObject schema)
        {
            return $"must be an object{At(path)}.";
        }

        if (depth > MaxDepth)
        {
            return $"is nested more than {MaxDepth} deep.";
        }

        foreach (var (keyword, value) in schema)
        {
            if (!Keywords.Contains(keyword))
            {
                return $"has '{keyword}'{At(path)}, which is not a keyword of OGC API - Processes' schemas here.";
            }

            var inner = keyword switch
            {
                "type" when value is not JsonValue || !Types.Contains(value.ToString()) =>
                    [$"has a type{At(path)} that is none of {string.Join(", ", Types)}."],
                "allOf" or "oneOf" or "anyOf" when value is JsonArray list => list.Select(part => FaultAt(part, $"{path}/{keyword}", depth + 1)),
                "items" or "not" => [FaultAt(value, $"{path}/{keyword}", depth + 1)],
                "additionalProperties" when value is JsonObject => [FaultAt(value, $"{path}/{keyword}", depth + 1)],
                "properties" when value is JsonObject named =>
                    named.Select(property => FaultAt(property.Value, $"{path}/properties/{property.Key}", depth + 1)),
                "allOf" or "oneOf" or "anyOf" or "properties" => [$"has a '{keyword}'{At(path)} that is not a list of schemas."],
                _ => (IEnumerable<string?>)[],
            };
            if (inner.FirstOrDefault(fault => fault is not null) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string At(string path) => path.Length == 0 ? "" : $" at {path}";

    private static string Describe(ValidationError error)
    {
        var where = error.Path?.TrimStart('#', '/') is { Length: > 0 } path ? $" at '{path}'" : "";
        return $"does not fit its schema{where}: {error.Kind}.";
    }
}
