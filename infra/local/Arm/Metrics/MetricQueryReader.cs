using System.Globalization;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>Reads a request's parameters, with the defaults of the service: the last hour, minutes, averages.</summary>
internal static class MetricQueryReader
{
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(93);

    /// <summary>Throws MetricQueryException.</summary>
    /// <param name="parameter">Gives a parameter of the request, empty if it is absent.</param>
    public static MetricQuery Read(Func<string, string> parameter, DateTimeOffset now)
    {
        // The az command escapes it twice.
        var (from, to) = Span(Uri.UnescapeDataString(parameter("timespan")), now);
        var filter = parameter("$filter") is { Length: > 0 } text ? ContainerFilter.Parse(text) : null;
        CheckNamespace(parameter("metricnamespace"));
        return new MetricQuery
        {
            Metrics = Metrics(parameter("metricnames"), filter),
            From = from,
            To = to,
            Interval = Interval(parameter("interval")),
            Aggregations = Aggregations(parameter("aggregation")),
            Filter = filter,
            Top = Top(parameter("top")),
        };
    }

    private static List<MetricKind> Metrics(string names, ContainerFilter? filter)
    {
        List<MetricKind> kinds = [.. Parts(names).Select(name => MetricKind.Find(name) ?? throw new MetricQueryException(
            "Failed to find metric configuration for provider: Microsoft.ContainerInstance, resource Type: " +
            $"containerGroups, metric: {name}, Valid metrics: {string.Join(',', MetricKind.All.Select(kind => kind.Name))}"))];
        if (filter is not null && kinds.FirstOrDefault(kind => !kind.ByContainer) is { } whole)
        {
            throw new MetricQueryException(
                $"Metric: {whole.Name} does not support requested dimension combination: {MetricKind.Dimension}, " +
                "supported ones are: ");
        }

        return kinds.Count > 0 ? kinds : [MetricKind.Cpu];
    }

    private static (DateTimeOffset From, DateTimeOffset To) Span(string text, DateTimeOffset now)
    {
        var parts = text.Length == 0 ? [TimeGrains.Text(DefaultSpan)] : text.Split('/');
        var (from, to) = parts switch
        {
            [var one] when TimeGrains.Duration(one) is { } last => (now - last, now),
            [var one, var other] when Time(one) is { } start && Time(other) is { } end => (start, end),
            [var one, var other] when Time(one) is { } start && TimeGrains.Duration(other) is { } length => (start, start + length),
            [var one, var other] when TimeGrains.Duration(one) is { } length && Time(other) is { } end => (end - length, end),
            _ => throw new MetricQueryException($"Invalid timespan: {text}"),
        };
        return from < to && to - from <= LongestSpan ? (from, to) : throw new MetricQueryException(
            $"The start time must be before the end time, and at most {LongestSpan.Days} days before it: {text}");
    }

    private static TimeSpan? Interval(string text)
    {
        if (text.Equals("FULL", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var interval = text.Length == 0 ? TimeGrains.Minute : TimeGrains.Duration(text);
        return interval is { } known && TimeGrains.All.Contains(known) ? known : throw new MetricQueryException(
            $"Invalid time grain duration: {text}, supported ones are: " +
            string.Join(',', TimeGrains.All.Select(grain => grain.ToString("c", CultureInfo.InvariantCulture))));
    }

    private static List<MetricAggregation> Aggregations(string text)
    {
        List<MetricAggregation> wanted = [.. Parts(text).Distinct(StringComparer.OrdinalIgnoreCase).Select(name =>
            Enum.TryParse<MetricAggregation>(name, ignoreCase: true, out var known) && !char.IsDigit(name[0])
                ? known
                : throw new MetricQueryException(
                    $"Invalid aggregation type: {name}, supported ones are: {string.Join(',', Enum.GetNames<MetricAggregation>())}"))];
        return wanted.Count > 0 ? wanted : [MetricAggregation.Average];
    }

    private static int Top(string text) => text.Length == 0
        ? 10
        : int.TryParse(text, out var top) && top > 0 ? top : throw new MetricQueryException($"Invalid top: {text}");

    private static void CheckNamespace(string name)
    {
        if (name.Length > 0 && !name.Equals(MetricKind.Namespace, StringComparison.OrdinalIgnoreCase))
        {
            throw new MetricQueryException($"Failed to find metric namespace: {name}, valid ones are: {MetricKind.Namespace}");
        }
    }

    private static DateTimeOffset? Time(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string[] Parts(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
