using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Resources;

/// <summary>Subscriptions and their tenant, which clients look for when they log in.</summary>
internal static class SubscriptionRoutes
{
    private const string Usual = "00000000-0000-0000-0000-000000000001";
    private const string TenantId = "00000000-0000-0000-0000-000000000000";
    private const string All = "/subscriptions";

    public static void MapSubscriptions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(All, List);
        routes.MapGet(All + "/{subscriptionId}", (HttpRequest request) => ArmJson.Result(View(Scope.Of(request).SubscriptionId)));
        routes.MapGet("/tenants", Tenants);
    }

    private static IResult List(HttpRequest request, GroupRegistry registry, IOptions<ArmOptions> options)
    {
        ApiVersions.Require(request);
        var ids = registry.All.Select(group => group.Record.Id.SubscriptionId)
            .Concat(options.Value.Subscriptions is { Count: > 0 } given ? given : [Usual])
            .Distinct(StringComparer.OrdinalIgnoreCase);
        var page = ListPage.Of(request, ids, id => id, options.Value.ListPageSize);
        return ArmJson.Result(new { value = page.Items.Select(View), page.NextLink });
    }

    private static IResult Tenants(HttpRequest request)
    {
        ApiVersions.Require(request);
        return ArmJson.Result(new
        {
            value = new[] { new { id = $"/tenants/{TenantId}", tenantId = TenantId, displayName = "Cloud Workspaces" } },
        });
    }

    private static object View(string id) => new
    {
        id = $"{All}/{id}",
        subscriptionId = id,
        tenantId = TenantId,
        displayName = $"Emulated subscription {id}",
        state = "Enabled",
        subscriptionPolicies = new { locationPlacementId = "Public_2014-09-01", quotaId = "PayAsYouGo_2014-09-01", spendingLimit = "Off" },
        authorizationSource = "RoleBased",
    };
}
