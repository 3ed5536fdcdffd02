using System.Text.Json;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs;

/// <summary>What a file must be to be run as a notebook: JSON in nbformat 4.</summary>
internal static class NotebookRules
{
    public const string Extension = ".ipynb";

    /// <returns>Why a file's name is no notebook's, as the end of a sentence; null when it is one.</returns>
    public static string? NameFault(string name) =>
        name.EndsWith(Extension, StringComparison.Ordinal) && name.Length > Extension.Length
            ? null
            : $"must name a file that ends with {Extension}.";

    /// <returns>Why the content is not such a notebook, as the end of a sentence; null when it is one.</returns>
    public static string? Fault(ReadOnlyMemory<byte> content)
    {
        if (JsonText.ParseFile(content, out var fault) is not { } notebook)
        {
            return fault!.Path.Length == 0 ? fault.Reason : $"has a fault at {fault.Path}: it {fault.Reason}";
        }

        if (notebook.ValueKind != JsonValueKind.Object)
        {
            return "is JSON, but not a notebook: it is not an object.";
        }

        return FormatFault(notebook) ?? CellsFault(notebook);
    }

    private static string? FormatFault(JsonElement notebook)
    {
        if (!notebook.TryGetProperty("nbformat", out var format) ||
            format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var number))
        {
            return "is JSON, but not a notebook: it has no number 'nbformat'.";
        }

        return number == 4
            ? null
            : $"is a notebook in nbformat {number}; only 4 can be run (jupyter nbconvert --to notebook converts).";
    }

    private static string? CellsFault(JsonElement notebook)
    {
        if (!notebook.TryGetProperty("cells", out var cells) || cells.ValueKind != JsonValueKind.Array)
        {
            return "is JSON, but not a notebook: it has no list 'cells'.";
        }

        var index = cells.EnumerateArray().ToList().FindIndex(cell => !IsCell(cell));
        return index < 0 ? null : $"is not a valid notebook: cell {index} lacks a 'cell_type' or a 'source'.";
    }

    private static bool IsCell(JsonElement cell) =>
        cell.ValueKind == JsonValueKind.Object &&
        cell.TryGetProperty("cell_type", out var type) && type.ValueKind == JsonValueKind.String &&
        cell.TryGetProperty("source", out var source) && source.ValueKind switch
        {
            JsonValueKind.String => true,
            JsonValueKind.Array => source.EnumerateArray().All(line => line.ValueKind == JsonValueKind.String),
            _ => false,
        };
}
