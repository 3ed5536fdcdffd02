using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>The API's own definition, OpenAPI 3.0: <c>openapi.json</c> beside this file, with its address.</summary>
internal static class OgcDefinition
{
    private static readonly JsonObject Definition = Read();

    public static JsonObject Of(string baseAddress)
    {
        var definition = Definition.DeepClone().AsObject();
        definition["servers"] = new JsonArray(new JsonObject { ["url"] = baseAddress });
        return definition;
    }

    private static JsonObject Read()
    {
        using var content = typeof(OgcDefinition).Assembly.GetManifestResourceStream("ogc-openapi.json") ??
            throw new InvalidOperationException("The API definition is not in the app.");
        return JsonNode.Parse(content)!.AsObject();
    }
}
