using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>The part of Microsoft.Insights that concerns container groups.</summary>
internal static class MetricRoutes
{
    public static readonly string[] Versions = ["2018-01-01", "2019-07-01", "2021-05-01", "2023-10-01", "2024-02-01"];
    private static readonly string[] NamespaceVersions = ["2017-12-01-preview", "2024-02-01"];

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        const string Of = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}" +
            "/providers/Microsoft.ContainerInstance/containerGroups/{name}/providers/Microsoft.Insights";
        routes.MapGet(Of + "/metrics", Get);
        routes.MapGet(Of + "/metricDefinitions", Definitions);
        routes.MapGet(Of + "/metricNamespaces", Namespaces);
    }

    private static IResult Get(
        HttpRequest request, GroupService groups, MetricStore store, TimeProvider time, IOptions<MetricsOptions> options)
    {
        var group = Find(request, groups, "metrics", Versions);
        var now = time.GetUtcNow();
        try
        {
            var query = MetricQueryReader.Read(name => request.Query[name].ToString(), now);
            var metrics = store.Of(group.Record.Key);
            return ArmJson.Result(MetricAnswer.Of(
                group.Record.Id.ResourceId,
                group.Spec.Location,
                query,
                kind => MetricRules.Series(metrics, kind, query, now - options.Value.Lag)));
        }
        catch (MetricQueryException exception)
        {
            // Azure Monitor has no envelope around this one.
            return ArmJson.Result(
                new { code = "BadRequest", message = exception.Message }, StatusCodes.Status400BadRequest);
        }
    }

    private static IResult Definitions(HttpRequest request, GroupService groups, IOptions<MetricsOptions> options) =>
        ArmJson.Result(MetricDefinitions.Of(
            Find(request, groups, "metricDefinitions", Versions).Record.Id.ResourceId, options.Value.Retention));

    private static IResult Namespaces(HttpRequest request, GroupService groups) => ArmJson.Result(
        MetricDefinitions.Namespaces(Find(request, groups, "metricNamespaces", NamespaceVersions).Record.Id.ResourceId));

    private static ContainerGroup Find(HttpRequest request, GroupService groups, string type, string[] versions)
    {
        var version = ApiVersions.Require(request, type, versions);
        return groups.Get(Scope.OfPath(request, version).Group);
    }
}
