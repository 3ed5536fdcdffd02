using System.Globalization;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CsvHelper;
using CsvHelper.Configuration;

namespace CloudWorkspaces.Batches.Parameters;

/// <summary>
/// Parameter sets as CSV (RFC 4180) with the names in the first line. A field that reads as a JSON number, true or false
/// is one; an empty one leaves the parameter to the notebook; anything else is text.
/// </summary>
internal static class CsvItems
{
    /// <summary>Empty once an error was added.</summary>
    public static IReadOnlyList<JsonObject> Read(string text, string field, RequestErrors errors)
    {
        try
        {
            using var csv = new CsvReader(
                new StringReader(text),
                new CsvConfiguration(CultureInfo.InvariantCulture) { DetectColumnCountChanges = true, TrimOptions = TrimOptions.None });
            return Read(csv, field, errors);
        }
        catch (CsvHelperException exception)
        {
            errors.Add(field, $"is not CSV: line {exception.Context?.Parser?.RawRow} is broken or has another number of fields.");
            return [];
        }
    }

    private static List<JsonObject> Read(CsvReader csv, string field, RequestErrors errors)
    {
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } names)
        {
            errors.Add(field, "has no first line with the names of parameters.");
            return [];
        }

        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            errors.Add(field, $"names the parameter '{twice.Key}' more than once.");
            return [];
        }

        List<JsonObject> items = [];
        while (csv.Read() && items.Count <= ItemLimits.MaxItems)
        {
            JsonObject item = [];
            foreach (var (index, name) in names.Index())
            {
                if (csv.GetField(index) is { Length: > 0 } value)
                {
                    item[name] = Value(value);
                }
            }

            items.Add(item);
        }

        return items;
    }

    private static JsonNode Value(string text)
    {
        if (text is "true" or "false")
        {
            return JsonValue.Create(text == "true");
        }

        // JSON's own grammar: neither 007 nor 1,5 nor +1 is a number there.
        return (char.IsAsciiDigit(text[0]) || text[0] == '-') && TryNumber(text) is { } number ? number : JsonValue.Create(text);
    }

    private static JsonNode? TryNumber(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
