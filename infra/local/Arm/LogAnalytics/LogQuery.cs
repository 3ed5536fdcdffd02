using System.Globalization;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Metrics;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Answers queries as the service writes answers.</summary>
internal static class LogQuery
{
    /// <param name="timespan">ISO 8601, a duration that ends now or an interval; null for all of the time.</param>
    public static JsonObject Answer(
        string text, string? timespan, string workspace, IEnumerable<LogRecord> records, DateTimeOffset now)
    {
        var query = KqlParser.Parse(text);
        var (from, to) = Span(timespan, now);
        var source = LogTables.Of(query.Table, workspace, records.Where(record => record.Time >= from && record.Time <= to));
        var result = KqlEvaluator.Run(source, query.Operators, now);
        return new JsonObject
        {
            ["tables"] = new JsonArray(new JsonObject
            {
                ["name"] = "PrimaryResult",
                ["columns"] = new JsonArray([.. result.Columns.Select(column => new JsonObject
                {
                    ["name"] = column.Name,
                    ["type"] = column.Type.ToString().ToLowerInvariant(),
                })]),
                ["rows"] = new JsonArray([.. result.Rows.Select(row => new JsonArray([.. row.Select(Value)]))]),
            }),
        };
    }

    public static JsonObject Error(KqlException exception)
    {
        var inner = new JsonObject
        {
            ["code"] = exception.IsSyntax ? "SYN0002" : "SEM0100",
            ["message"] = exception.Message,
            ["line"] = exception.At.Line,
            ["pos"] = exception.At.Position,
            ["token"] = exception.At.Text,
        };
        return Error("BadArgumentError", "The request had some invalid properties", new JsonObject
        {
            ["code"] = exception.IsSyntax ? "SyntaxError" : "SemanticError",
            ["message"] = exception.IsSyntax ? "A recognition error occurred in the query." : "A semantic error occurred.",
            ["innererror"] = inner,
        });
    }

    public static JsonObject Error(string code, string message, JsonObject? inner = null)
    {
        var error = new JsonObject { ["message"] = message, ["code"] = code, ["correlationId"] = Guid.NewGuid().ToString() };
        if (inner is not null)
        {
            error["innererror"] = inner;
        }

        return new JsonObject { ["error"] = error };
    }

    /// <summary>Throws FormatException.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) Span(string? timespan, DateTimeOffset now)
    {
        DateTimeOffset? Time(string text) => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        return timespan?.Split('/') switch
        {
            null or [""] => (DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            [var one] when TimeGrains.Duration(one) is { } last => (now - last, now),
            [var one, var other] when Time(one) is { } start && Time(other) is { } end => (start, end),
            [var one, var other] when Time(one) is { } start && TimeGrains.Duration(other) is { } length => (start, start + length),
            [var one, var other] when TimeGrains.Duration(one) is { } length && Time(other) is { } end => (end - length, end),
            _ => throw new FormatException($"The timespan '{timespan}' is not valid."),
        };
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        _ => JsonValue.Create(value),
    };
}
