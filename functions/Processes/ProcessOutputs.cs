using System.Text.Json.Nodes;
using CloudWorkspaces.Files;

namespace CloudWorkspaces.Processes;

/// <summary>The outputs that need nobody to describe them.</summary>
internal static class ProcessOutputs
{
    public const string Notebook = "notebook";
    public const string Json = "application/json";

    public static ProcessOutput OfNotebook { get; } = new()
    {
        Title = "Result notebook",
        Description = "The notebook with the outputs of its cells, and with the trace of an error.",
        Schema = new JsonObject { ["type"] = "object", ["contentMediaType"] = FileTypes.Notebook },
        Kind = ProcessOutputKind.Notebook,
        MediaType = FileTypes.Notebook,
    };

    public static ProcessOutput OfLog { get; } = new()
    {
        Title = "Log",
        Schema = new JsonObject { ["type"] = "string", ["contentMediaType"] = "text/plain" },
        Kind = ProcessOutputKind.Log,
        MediaType = "text/plain",
    };

    public static ProcessOutput OfValues { get; } = new()
    {
        Title = "Recorded values",
        Description = "The scalars that the notebook has recorded (scrapbook's glue, papermill's record), by name.",
        Schema = new JsonObject { ["type"] = "object" },
        Kind = ProcessOutputKind.Values,
        MediaType = Json,
    };
}
