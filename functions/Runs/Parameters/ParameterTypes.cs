using System.Globalization;
using System.Text.Json;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>The keywords that the agent writes: <c>type</c>, <c>anyOf</c>, <c>enum</c>, <c>items</c>, <c>additionalProperties</c>.</summary>
internal static class ParameterTypes
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["null"] = "null",
        ["string"] = "a string",
        ["boolean"] = "true or false",
        ["integer"] = "a whole number",
        ["number"] = "a number",
        ["array"] = "a list",
        ["object"] = "an object",
    };

    /// <summary>Whether a value is of the type; a secret counts as a string.</summary>
    public static bool Fits(JsonElement schema, JsonElement value)
    {
        if (Part(schema, "anyOf", JsonValueKind.Array) is { } choices)
        {
            return choices.EnumerateArray().Any(choice => Fits(choice, value));
        }

        if (Part(schema, "enum", JsonValueKind.Array) is { } values)
        {
            return values.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value));
        }

        return Type(schema) switch
        {
            "null" => value.ValueKind is JsonValueKind.Null,
            "string" => value.ValueKind is JsonValueKind.String || SecretReferences.NameIn(value) is not null,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => IsWhole(value),
            "number" => value.ValueKind is JsonValueKind.Number,
            "array" => value.ValueKind is JsonValueKind.Array &&
                (Part(schema, "items", JsonValueKind.Object) is not { } items || value.EnumerateArray().All(item => Fits(items, item))),
            "object" => value.ValueKind is JsonValueKind.Object && SecretReferences.NameIn(value) is null &&
                (Part(schema, "additionalProperties", JsonValueKind.Object) is not { } inner ||
                    value.EnumerateObject().All(property => Fits(inner, property.Value))),
            _ => true,
        };
    }

    /// <summary>What fits, as the end of a sentence.</summary>
    public static string Describe(JsonElement schema)
    {
        if (Part(schema, "anyOf", JsonValueKind.Array) is { } choices)
        {
            return string.Join(" or ", choices.EnumerateArray().Select(Describe));
        }

        if (Part(schema, "enum", JsonValueKind.Array) is { } values)
        {
            return $"one of {string.Join(", ", values.EnumerateArray().Select(value => value.GetRawText()))}";
        }

        return (Type(schema), Part(schema, "items", JsonValueKind.Object), Part(schema, "additionalProperties", JsonValueKind.Object)) switch
        {
            ("array", { } items, _) when Type(items) is not null => $"a list, each {Describe(items)}",
            ("object", _, { } inner) when Type(inner) is not null => $"an object, each value {Describe(inner)}",
            ({ } type, _, _) when Names.TryGetValue(type, out var name) => name,
            _ => "anything",
        };
    }

    private static string? Type(JsonElement schema) => Part(schema, "type", JsonValueKind.String)?.GetString();

    private static JsonElement? Part(JsonElement schema, string name, JsonValueKind kind) =>
        schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty(name, out var part) && part.ValueKind == kind ? part : null;

    /// <summary>As in JSON Schema, 3.0 is whole.</summary>
    private static bool IsWhole(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Number)
        {
            return false;
        }

        var text = value.GetRawText();
        return text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ||
            (double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsInteger(number));
    }
}
