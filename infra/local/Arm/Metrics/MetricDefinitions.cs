using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>Which metrics there are, as Azure Monitor tells it.</summary>
internal static class MetricDefinitions
{
    public static JsonObject Of(string resourceId, TimeSpan retention) => new()
    {
        ["value"] = new JsonArray([.. MetricKind.All.Select(kind => Definition(resourceId, kind, retention))]),
    };

    public static JsonObject Namespaces(string resourceId) => new()
    {
        ["value"] = new JsonArray(new JsonObject
        {
            ["id"] = $"{resourceId}/providers/Microsoft.Insights/metricNamespaces/{MetricKind.Namespace}",
            ["type"] = "Microsoft.Insights/metricNamespaces",
            ["name"] = "containerGroups",
            ["classification"] = "Platform",
            ["properties"] = new JsonObject { ["metricNamespaceName"] = MetricKind.Namespace },
        }),
    };

    private static JsonObject Definition(string resourceId, MetricKind kind, TimeSpan retention)
    {
        var definition = new JsonObject
        {
            ["id"] = $"{resourceId}/providers/microsoft.insights/metricdefinitions/{kind.Name}",
            ["resourceId"] = resourceId,
            ["namespace"] = MetricKind.Namespace,
            ["name"] = MetricAnswer.Name(kind.Name, kind.DisplayName),
            ["displayDescription"] = kind.Description,
            ["isDimensionRequired"] = false,
            ["unit"] = kind.Unit,
            ["primaryAggregationType"] = nameof(MetricAggregation.Average),
            ["supportedAggregationTypes"] = new JsonArray(
                [.. Enum.GetNames<MetricAggregation>().Select(name => JsonValue.Create(name))]),
            ["metricAvailabilities"] = new JsonArray([.. TimeGrains.All.Select(grain => new JsonObject
            {
                ["timeGrain"] = TimeGrains.Text(grain),
                ["retention"] = TimeGrains.Text(retention),
            })]),
        };
        if (kind.ByContainer)
        {
            definition["dimensions"] = new JsonArray(MetricAnswer.Name(MetricKind.Dimension, MetricKind.Dimension));
        }

        return definition;
    }
}
