using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>
/// Makes the saved notebook of an interrupted run truthful: papermill marks every remaining cell completed when a
/// kernel dies, and can mark nothing when it is killed itself.
/// </summary>
internal static class NotebookRepair
{
    // As nbformat writes: one space, characters as they are.
    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null when the bytes are not a notebook that papermill saved.</summary>
    /// <param name="name">Shown in the interrupted cell as the name of an exception.</param>
    /// <param name="message">Shown as its text.</param>
    public static byte[]? Apply(ReadOnlySpan<byte> content, string name, string message)
    {
        try
        {
            if (JsonNode.Parse(content) is not JsonObject notebook || notebook["cells"] is not JsonArray cells)
            {
                return null;
            }

            Mark(notebook, cells, name, message);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Format))
            {
                notebook.WriteTo(writer);
            }

            stream.WriteByte((byte)'\n');
            return stream.ToArray();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Mark(JsonObject notebook, JsonArray cells, string name, string message)
    {
        foreach (var cell in cells)
        {
            if (cell?["metadata"]?["papermill"] is not JsonObject state)
            {
                continue;
            }

            var status = (string?)state["status"];
            if (status == CellStates.Completed && state["start_time"] is null)
            {
                state["status"] = CellStates.Pending;
            }
            else if (status is CellStates.Running or CellStates.Failed)
            {
                state["status"] = CellStates.Failed;
                state["exception"] = true;
                AddError(cell, name, message);
            }
        }

        if (notebook["metadata"]?["papermill"] is JsonObject papermill)
        {
            papermill["exception"] = true;
        }
    }

    private static void AddError(JsonNode cell, string name, string message)
    {
        if (cell["outputs"] is JsonArray outputs && !outputs.Any(output => (string?)output?["output_type"] == "error"))
        {
            outputs.Add((JsonNode)new JsonObject
            {
                ["output_type"] = "error",
                ["ename"] = name,
                ["evalue"] = message,
                ["traceback"] = new JsonArray($"{name}: {message}"),
            });
        }
    }
}
