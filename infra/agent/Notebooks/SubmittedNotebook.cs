using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>What the agent must know of a notebook before papermill reads it.</summary>
internal sealed record SubmittedNotebook
{
    /// <summary>The tags of each cell, in order.</summary>
    public required IReadOnlyList<IReadOnlySet<string>> CellTags { get; init; }

    /// <summary>Name of the kernel in the notebook's metadata.</summary>
    public string? Kernel { get; init; }

    /// <exception cref="InvalidNotebookException">The bytes are not a notebook; the message says why.</exception>
    public static SubmittedNotebook Parse(ReadOnlySpan<byte> content)
    {
        try
        {
            // Some editors write a byte order mark.
            var text = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
            return Read(JsonNode.Parse(text));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new InvalidNotebookException($"The notebook is not valid JSON: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidNotebookException("The notebook has a value of the wrong type.", exception);
        }
    }

    private static SubmittedNotebook Read(JsonNode? node)
    {
        if (node is not JsonObject notebook || notebook["nbformat"] is not JsonValue format)
        {
            throw new InvalidNotebookException("The file is JSON but not a notebook: it has no nbformat.");
        }

        // Version 3 kept its cells in worksheets.
        var cells = format.GetValue<int>() >= 4
            ? notebook["cells"]?.AsArray()
            : notebook["worksheets"]?.AsArray().SelectMany(sheet => sheet?["cells"]?.AsArray() ?? []);
        if (cells is null)
        {
            throw new InvalidNotebookException("The file is JSON but not a notebook: it has no cells.");
        }

        return new SubmittedNotebook
        {
            CellTags = [.. cells.Select(Tags)],
            Kernel = (string?)notebook["metadata"]?["kernelspec"]?["name"],
        };
    }

    private static HashSet<string> Tags(JsonNode? cell) =>
        [.. (cell?["metadata"]?["tags"]?.AsArray() ?? []).Select(tag => tag?.ToString() ?? "")];
}
