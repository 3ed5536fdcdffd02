using System.Text.Json.Nodes;
using NJsonSchema;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>The schemas of the standard, by name.</summary>
internal static class OgcSchemas
{
    private static readonly Lazy<Task<IDictionary<string, JsonSchema>>> Loaded = new(LoadAsync);

    public static async Task AssertValidAsync(string schema, JsonNode? document)
    {
        var text = document?.ToJsonString() ?? "null";
        var errors = (await Loaded.Value)[schema].Validate(text);
        Assert.True(errors.Count == 0, $"{schema}: {string.Join("; ", errors)} in {text[..Math.Min(text.Length, 2_000)]}");
    }

    private static async Task<IDictionary<string, JsonSchema>> LoadAsync()
    {
        var definitions = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "OgcSpecs", "schemas.json")))!.AsObject();

        // A string is both a string and base 64, a whole number is a number, and a list both a value and a list of values:
        // with oneOf no such value would ever be valid.
        foreach (var ambiguous in (JsonObject[])[
            definitions["inputValueNoObject"]!.AsObject(), definitions["execute"]!["properties"]!["inputs"]!["additionalProperties"]!.AsObject()])
        {
            ambiguous["anyOf"] = ambiguous["oneOf"]!.DeepClone();
            ambiguous.Remove("oneOf");
        }

        // The text calls it successUri, as its properties do.
        definitions["subscriber"]!["required"] = new JsonArray("successUri");
        var root = await JsonSchema.FromJsonAsync(new JsonObject { ["definitions"] = definitions }.ToJsonString());
        return root.Definitions;
    }
}
