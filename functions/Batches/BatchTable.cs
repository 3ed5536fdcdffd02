using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;

namespace CloudWorkspaces.Batches;

/// <summary>
/// The results as CSV (RFC 4180): one row for each item, a column for each parameter (<c>parameters.x</c>) and each recorded
/// value (<c>results.y</c>) that any item has. Text as it is, anything else as JSON.
/// </summary>
internal static class BatchTable
{
    private static readonly string[] Fixed = ["index", "state", "run", "cause", "seconds"];

    /// <summary>The state as the API shows it.</summary>
    public static string Name(BatchItemState state) => state.ToString().ToLowerInvariant();

    public static byte[] ToCsv(IReadOnlyList<BatchItem> items)
    {
        var rows = items.Select(item => (Item: item, Cells: Cells(item))).ToList();
        var columns = rows.SelectMany(row => row.Cells.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        using var buffer = new MemoryStream();
        using (var csv = new CsvWriter(new StreamWriter(buffer, new UTF8Encoding(false)), CultureInfo.InvariantCulture))
        {
            Write(csv, [.. Fixed, .. columns]);
            foreach (var (item, cells) in rows)
            {
                Write(
                    csv,
                    [
                        $"{item.Index}",
                        Name(item.State),
                        item.Run ?? "",
                        item.Cause ?? "",
                        item.Seconds?.ToString("0.###", CultureInfo.InvariantCulture) ?? "",
                        .. columns.Select(column => cells.GetValueOrDefault(column, "")),
                    ]);
            }
        }

        return buffer.ToArray();
    }

    private static void Write(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }

    private static Dictionary<string, string> Cells(BatchItem item) =>
        Named("parameters", item.ParameterObject).Concat(Named("results", item.ResultObject ?? []))
            .ToDictionary(cell => cell.Name, cell => cell.Text);

    private static IEnumerable<(string Name, string Text)> Named(string prefix, JsonObject values) =>
        values.Select(value => ($"{prefix}.{value.Key}", Text(value.Value)));

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() is JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}
