using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>What the description does not allow: of every field, values of another kind, beyond its limits, and none where one must be.</summary>
internal static class WrongInputs
{
    /// <summary>Longer texts are refused for the size of the body.</summary>
    private const int LongestText = 100_000;

    private const int MostItems = 1_000;

    /// <summary>Bodies that differ from a good one in one field, by its name.</summary>
    public static IEnumerable<(string Field, string What, JsonObject Body)> OfBody(JsonObject schema, JsonObject example) =>
        OfObject(schema, example, "", value => value.DeepClone().AsObject());

    /// <summary>Texts that a parameter may not have.</summary>
    public static IEnumerable<string> OfText(JsonObject schema) => Of(schema)
        .Where(wrong => wrong.Value is JsonValue)
        .Select(wrong => wrong.Value!.ToString())
        .Where(text => text.Length > 0 && !(schema["type"]!.GetValue<string>() == "string" && text == "7"));

    private static IEnumerable<(string Field, string What, JsonObject Body)> OfObject(
        JsonObject schema, JsonObject value, string prefix, Func<JsonObject, JsonObject> wrap)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            foreach (var (what, wrong) in Of(property!.AsObject()))
            {
                yield return (prefix + name, what, With(name, wrong));
            }

            // null counts as absent.
            if (schema["required"]?.AsArray().Any(required => required!.GetValue<string>() == name) is true)
            {
                yield return (prefix + name, "nothing", With(name, null));
            }

            foreach (var inner in Inside(property.AsObject(), value[name] as JsonObject, $"{prefix}{name}.", found => With(name, found)))
            {
                yield return inner;
            }
        }

        if (schema["additionalProperties"] is JsonValue closed && !closed.GetValue<bool>())
        {
            yield return ($"{prefix}noSuchField", "unknown", With("noSuchField", 1));
        }

        JsonObject With(string name, JsonNode? field)
        {
            var changed = value.DeepClone().AsObject();
            changed[name] = field?.DeepClone();
            return wrap(changed);
        }
    }

    /// <summary>Fields of an object within, or of the values of a map.</summary>
    private static IEnumerable<(string Field, string What, JsonObject Body)> Inside(
        JsonObject schema, JsonObject? value, string prefix, Func<JsonObject, JsonObject> wrap)
    {
        if (schema["properties"] is not null)
        {
            return OfObject(schema, value ?? [], prefix, wrap);
        }

        return schema["additionalProperties"] is JsonObject item && value?.FirstOrDefault() is { Value: JsonObject first } member
            ? Alternatives(item).SelectMany(alternative => OfObject(
                alternative, first, $"{prefix}{member.Key}.", found => wrap(new JsonObject { [member.Key] = found })))
            : [];

        IEnumerable<JsonObject> Alternatives(JsonObject one) => one["oneOf"] is JsonArray several
            ? several.Select(alternative => alternative!.AsObject())
                .Where(alternative => alternative["properties"]?.AsObject().All(property => first.ContainsKey(property.Key)) is true)
            : [one];
    }

    private static IEnumerable<(string What, JsonNode? Value)> Of(JsonObject schema) => schema["type"]?.GetValue<string>() switch
    {
        "string" => OfString(schema),
        "integer" => OfNumber(schema).Append(("a fraction", 1.5)),
        "number" => OfNumber(schema),
        "boolean" => [("a text", "yes"), ("a number", 1)],
        "array" => OfArray(schema),
        "object" => [("a list", new JsonArray()), ("a number", 7)],
        _ => schema["oneOf"] is null ? [] : [("none of the kinds", true)],
    };

    private static IEnumerable<(string What, JsonNode? Value)> OfString(JsonObject schema)
    {
        yield return ("a number", 7);
        if (schema["minLength"]?.GetValue<int>() > 0)
        {
            yield return ("an empty text", "");
        }

        if (schema["maxLength"]?.GetValue<int>() is { } max and < LongestText)
        {
            yield return ("a text too long", new string('a', max + 1));
        }

        if (schema["pattern"] is not null || schema["enum"] is not null || schema["format"]?.GetValue<string>() == "date-time")
        {
            yield return ("a text of another form", "no such §");
        }
    }

    private static IEnumerable<(string What, JsonNode? Value)> OfNumber(JsonObject schema)
    {
        yield return ("a text", "many");
        if (schema["minimum"]?.GetValue<double>() is { } min)
        {
            yield return ("too little", min - 1);
        }

        if (schema["maximum"]?.GetValue<double>() is { } max and < int.MaxValue)
        {
            yield return ("too much", max + 1);
        }
    }

    private static IEnumerable<(string What, JsonNode? Value)> OfArray(JsonObject schema)
    {
        yield return ("an object", new JsonObject());
        foreach (var (what, item) in Of(schema["items"]!.AsObject()))
        {
            yield return ($"a list with {what}", new JsonArray(item));
        }

        if (schema["maxItems"]?.GetValue<int>() is { } max and <= MostItems && schema["items"]!["enum"] is null)
        {
            yield return ("too many", new JsonArray([.. Enumerable.Range(0, max + 1).Select(index => (JsonNode)$"a{index}")]));
        }
    }
}
