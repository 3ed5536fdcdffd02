using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>
/// The scalars that a notebook has recorded: outputs with the media types of scrapbook's glue and of papermill's old
/// record. Of values with one name the last counts.
/// </summary>
internal static class RecordedValues
{
    private const string Scrap = "application/scrapbook.scrap.json+json";
    private const string Record = "application/papermill.record+json";
    private const int MaxValues = 100;
    private const int MaxCharacters = 1_000;

    /// <summary>Null when there are none.</summary>
    /// <param name="notebook">As papermill has saved it.</param>
    public static JsonObject? Read(ReadOnlySpan<byte> notebook)
    {
        try
        {
            JsonObject values = [];
            foreach (var output in Outputs(JsonNode.Parse(notebook)))
            {
                foreach (var (name, value) in Named(output?["data"]).Where(pair => IsScalar(pair.Value)))
                {
                    if (values.Count < MaxValues || values.ContainsKey(name))
                    {
                        values[name] = value?.DeepClone();
                    }
                }
            }

            return values.Count > 0 ? values : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Outputs are what user code makes of them.
            return null;
        }
    }

    private static IEnumerable<JsonNode?> Outputs(JsonNode? notebook) =>
        from cell in notebook?["cells"]?.AsArray() ?? []
        from output in cell?["outputs"]?.AsArray() ?? []
        select output;

    private static JsonObject Named(JsonNode? data) => data switch
    {
        JsonObject when data[Scrap] is JsonObject scrap && scrap["name"] is JsonValue name =>
            new JsonObject { [(string)name!] = scrap["data"]?.DeepClone() },
        JsonObject when data[Record] is JsonObject record => record,
        _ => [],
    };

    private static bool IsScalar(JsonNode? value) => value is null ||
        (value is JsonValue && value.ToJsonString().Length <= MaxCharacters);
}
