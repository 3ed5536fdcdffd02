using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Batches.Parameters;

/// <summary>
/// A matrix: for each parameter the values that it takes, as a list, <c>{"range": {from, to, step}}</c> with both ends or
/// <c>{"dates": {from, to, days}}</c> with both ends. Its items are all combinations, the last parameter changing fastest.
/// </summary>
internal static class MatrixReader
{
    private const double Tolerance = 1e-9;
    private const double MaxNumber = 1e15;
    private const int MaxDays = 36_600;

    public static readonly JsonObject Schema = Schemas.Map(new JsonObject
    {
        ["oneOf"] = new JsonArray(
            Schemas.List([], ItemLimits.MaxItems).With("minItems", 1),
            Schemas.Object(SchemaField.Required("range", RangeSchema, "Numbers from one end to the other.")),
            Schemas.Object(SchemaField.Required("dates", DatesSchema, "Days from one end to the other."))),
    });

    private static JsonObject RangeSchema => Schemas.Object(
        SchemaField.Required("from", Schemas.Number(-MaxNumber, MaxNumber), "The first."),
        SchemaField.Required("to", Schemas.Number(-MaxNumber, MaxNumber), "The last, if the steps lead to it."),
        SchemaField.Optional("step", Schemas.Number(-MaxNumber, MaxNumber), "1 if not given."));

    private static JsonObject DatesSchema => Schemas.Object(
        SchemaField.Required("from", Schemas.Text(10, DatePattern), "The first, as yyyy-mm-dd."),
        SchemaField.Required("to", Schemas.Text(10, DatePattern), "The last, if the steps lead to it."),
        SchemaField.Optional("days", Schemas.Integer(1, MaxDays), "From one to the next; 1 if not given."));

    private const string DatePattern = @"^\d{4}-\d{2}-\d{2}$";

    /// <summary>Empty once an error was added.</summary>
    public static IReadOnlyList<JsonObject> Read(JsonElement matrix, RequestErrors errors)
    {
        List<(string Name, IReadOnlyList<JsonNode?> Values)> axes = [];
        long count = 1;
        foreach (var property in matrix.EnumerateObject())
        {
            var values = Values(property, errors);
            axes.Add((property.Name, values));
            count = Math.Min(count * values.Count, long.MaxValue / ItemLimits.MaxItems / 2);
        }

        if (axes.Count == 0)
        {
            errors.Add("matrix", "must name at least one parameter.");
        }
        else if (count > ItemLimits.MaxItems)
        {
            errors.Add("matrix", $"has more than {ItemLimits.MaxItems} combinations.");
        }

        return errors.Any ? [] : Combine(axes);
    }

    private static List<JsonObject> Combine(IEnumerable<(string Name, IReadOnlyList<JsonNode?> Values)> axes) =>
        axes.Aggregate<(string Name, IReadOnlyList<JsonNode?> Values), List<JsonObject>>(
            [[]],
            (items, axis) =>
            [
                .. items.SelectMany(item => axis.Values.Select(value =>
                {
                    var next = item.DeepClone().AsObject();
                    next[axis.Name] = value?.DeepClone();
                    return next;
                })),
            ]);

    private static List<JsonNode?> Values(JsonProperty axis, RequestErrors errors)
    {
        var field = $"matrix.{axis.Name}";
        if (axis.Value.ValueKind == JsonValueKind.Array)
        {
            if (axis.Value.GetArrayLength() is 0 or > ItemLimits.MaxItems)
            {
                errors.Add(field, $"must have 1 to {ItemLimits.MaxItems} values.");
                return [];
            }

            return [.. axis.Value.EnumerateArray().Select(value => JsonNode.Parse(value.GetRawText()))];
        }

        if (axis.Value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(field, "must be a list of values, or an object with 'range' or 'dates'.");
            return [];
        }

        JsonFields fields = new(axis.Value, errors, $"{field}.");
        var (range, dates) = (fields.Nested("range"), fields.Nested("dates"));
        fields.RefuseOthers();
        if (range is null == dates is null)
        {
            errors.Add(field, "must have either 'range' or 'dates'.");
            return [];
        }

        return range is not null ? Range(field, range, errors) : Dates(field, dates!, errors);
    }

    private static List<JsonNode?> Range(string field, JsonFields range, RequestErrors errors)
    {
        var (from, to) = (range.Number("from", -MaxNumber, MaxNumber), range.Number("to", -MaxNumber, MaxNumber));
        var step = range.Number("step", -MaxNumber, MaxNumber) ?? 1;
        range.RefuseOthers();
        if (from is not { } first || to is not { } last || step == 0 || (last - first) / step < 0)
        {
            errors.Add($"{field}.range", "must have 'from' and 'to', and a 'step' that leads from one to the other.");
            return [];
        }

        var steps = Math.Floor(((last - first) / step) + Tolerance);
        if (steps >= ItemLimits.MaxItems)
        {
            errors.Add($"{field}.range", $"has more than {ItemLimits.MaxItems} values.");
            return [];
        }

        var isWhole = first == Math.Floor(first) && step == Math.Floor(step);
        return
        [
            .. Enumerable.Range(0, (int)steps + 1).Select(index => isWhole
                ? (JsonNode?)JsonValue.Create((long)(first + (index * step)))
                // Decimal arithmetic, so that 0.1 steps do not become 0.30000000000000004.
                : JsonValue.Create((decimal)first + (index * (decimal)step))),
        ];
    }

    private static List<JsonNode?> Dates(string field, JsonFields dates, RequestErrors errors)
    {
        var from = Date(dates.Text("from", required: true), $"{field}.dates.from", errors);
        var to = Date(dates.Text("to", required: true), $"{field}.dates.to", errors);
        var days = dates.Integer("days", 1, MaxDays) ?? 1;
        dates.RefuseOthers();
        if (from is not { } first || to is not { } last)
        {
            return [];
        }

        var steps = (last.DayNumber - first.DayNumber) / days;
        if (last < first || steps >= ItemLimits.MaxItems)
        {
            errors.Add($"{field}.dates", $"must have 1 to {ItemLimits.MaxItems} dates.");
            return [];
        }

        return
        [
            .. Enumerable.Range(0, steps + 1).Select(index => (JsonNode?)JsonValue.Create(
                first.AddDays(index * days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ];
    }

    private static DateOnly? Date(string? text, string field, RequestErrors errors)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        if (text is not null)
        {
            errors.Add(field, "must be a date as yyyy-mm-dd.");
        }

        return null;
    }
}
