using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>
/// Makes the notebook of an interrupted run truthful: papermill marks every remaining cell completed when a kernel
/// dies, and can mark nothing when it is killed itself, or was never begun.
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

    /// <summary>For a notebook that papermill saved; null when the bytes are none.</summary>
    /// <param name="content">The notebook.</param>
    /// <param name="name">Shown in the interrupted cell as the name of an exception, and at the top.</param>
    /// <param name="message">Shown as its text.</param>
    public static byte[]? Apply(ReadOnlySpan<byte> content, string name, string message) =>
        Change(content, notebook => Mark(notebook, name, message));

    /// <summary>
    /// For the notebook as submitted, of which no cell was begun: as papermill leaves one, without earlier outputs.
    /// Null when the bytes are no notebook of format 4.
    /// </summary>
    /// <inheritdoc cref="Apply"/>
    public static byte[]? Unexecuted(ReadOnlySpan<byte> content, string name, string message) => Change(
        content.StartsWith("\uFEFF"u8) ? content[3..] : content,
        notebook =>
        {
            if (notebook["nbformat"] is not JsonValue format || format.GetValue<int>() != 4)
            {
                throw new InvalidOperationException("Only format 4 has cells that can be marked.");
            }

            Clear(notebook);
            Mark(notebook, name, message);
        });

    private static byte[]? Change(ReadOnlySpan<byte> content, Action<JsonObject> change)
    {
        try
        {
            if (JsonNode.Parse(content) is not JsonObject notebook || notebook["cells"] is not JsonArray)
            {
                return null;
            }

            change(notebook);
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

    private static void Mark(JsonObject notebook, string name, string message)
    {
        var cells = notebook["cells"]!.AsArray();
        JsonNode? interrupted = null;
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
                interrupted ??= cell;
            }
        }

        if (notebook["metadata"]?["papermill"] is JsonObject papermill)
        {
            papermill["exception"] = true;
        }

        CauseMarkers.Add(notebook, cells, interrupted, name, message);
    }

    /// <summary>Beside an error of its own, which may be no more than the KeyboardInterrupt of being ended.</summary>
    private static void AddError(JsonNode cell, string name, string message)
    {
        if (cell["outputs"] is JsonArray outputs)
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

    private static void Clear(JsonObject notebook)
    {
        var cells = notebook["cells"]!.AsArray();
        foreach (var earlier in cells.Where(CauseMarkers.Is).ToList())
        {
            cells.Remove(earlier);
        }

        foreach (var cell in cells.OfType<JsonObject>())
        {
            Within(cell, "metadata")["papermill"] = new JsonObject
            {
                ["duration"] = null,
                ["end_time"] = null,
                ["exception"] = null,
                ["start_time"] = null,
                ["status"] = CellStates.Pending,
            };
            if ((string?)cell["cell_type"] == "code")
            {
                (cell["outputs"], cell["execution_count"]) = (new JsonArray(), null);
            }
        }

        Within(notebook, "metadata")["papermill"] = new JsonObject();
    }

    private static JsonObject Within(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
