using System.Net;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>
/// The cause at the top of a result notebook, and a mark before the cell at which it ended: cells as papermill adds them
/// for an exception, with its tag, so that its next run drops them.
/// </summary>
internal static class CauseMarkers
{
    private const string Style =
        "color:red; font-family:Helvetica Neue, Helvetica, Arial, sans-serif; font-size:2em;";

    public static bool Is(JsonNode? cell) =>
        cell?["metadata"]?["tags"] is JsonArray tags && tags.Any(tag => tag?.ToString() == CellMap.ErrorMarkerTag);

    /// <param name="notebook">Of format 4.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="interrupted">The one at which it ended; null when none had begun or all were through.</param>
    /// <param name="name">The cause's code.</param>
    /// <param name="message">What it says.</param>
    public static void Add(JsonObject notebook, JsonArray cells, JsonNode? interrupted, string name, string message)
    {
        var hasOwn = cells.Any(Is);
        var place = interrupted is null ? -1 : cells.IndexOf(interrupted);
        if (place >= 0 && !hasOwn)
        {
            cells.Insert(place, Marker(
                notebook, "here", $"<span id=\"papermill-error-cell\" style=\"{Style}\">The run ended at this cell:</span>"));
        }

        var link = place >= 0 ? " <a href=\"#papermill-error-cell\">It ended here.</a>" : "";
        cells.Insert(0, Marker(
            notebook,
            "cause",
            $"<span style=\"{Style}\">The run did not come to its end: {WebUtility.HtmlEncode(name)}</span>\n\n" +
            $"{WebUtility.HtmlEncode(message)}{link}"));
    }

    private static JsonObject Marker(JsonObject notebook, string what, string source)
    {
        var marker = new JsonObject
        {
            ["cell_type"] = "markdown",
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray(CellMap.ErrorMarkerTag) },
            ["source"] = source,
        };
        if (notebook["nbformat_minor"] is JsonValue minor && minor.TryGetValue<int>(out var version) && version >= 5)
        {
            marker["id"] = $"cloud-workspaces-{what}";
        }

        return marker;
    }
}
