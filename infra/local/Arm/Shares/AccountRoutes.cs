using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>Storage accounts, which are there without being made.</summary>
internal static class AccountRoutes
{
    public const string Type = "Microsoft.Storage/storageAccounts";

    private const string InSubscription = "/subscriptions/{subscriptionId}/providers/" + Type;
    private const string InResourceGroup = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/" + Type;

    public static void MapStorageAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(InSubscription, List);
        routes.MapGet(InResourceGroup, List);
        routes.MapGet(InResourceGroup + "/{name}", Get);
        routes.MapPost(InResourceGroup + "/{name}/listKeys", ListKeys);
    }

    /// <summary>The account that a path names. Throws ArmException.</summary>
    public static string Require(HttpRequest request, ShareStore store)
    {
        var scope = Scope.Of(request);
        return store.HasAccount(scope.Name!)
            ? scope.Name!
            : throw ArmException.NotFound(
                "ResourceNotFound",
                $"The Resource '{Type}/{scope.Name}' under resource group '{scope.ResourceGroup}' was not found. For more " +
                "details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    private static IResult List(HttpRequest request, ShareStore store, Locations locations, IOptions<ArmOptions> options)
    {
        var scope = Scope.Of(request);
        var group = scope.ResourceGroup ?? (options.Value.ResourceGroups is [var first, ..] ? first : "default");
        return ArmJson.Result(new
        {
            value = store.Accounts.Select(account => View(scope with { ResourceGroup = group }, account, locations, options.Value)),
        });
    }

    private static IResult Get(HttpRequest request, ShareStore store, Locations locations, IOptions<ArmOptions> options) =>
        ArmJson.Result(View(Scope.Of(request), Require(request, store), locations, options.Value));

    private static IResult ListKeys(HttpRequest request, ShareStore store, AccountKeys keys)
    {
        var account = Require(request, store);
        return ArmJson.Result(new
        {
            keys = AccountKeys.Names.Select(name => new
            {
                keyName = name,
                value = Convert.ToBase64String(keys.Of(account, name)),
                permissions = "FULL",
            }),
        });
    }

    private static object View(Scope scope, string account, Locations locations, ArmOptions options) => new
    {
        id = $"/subscriptions/{scope.SubscriptionId}/resourceGroups/{scope.ResourceGroup}/providers/{Type}/{account}",
        name = account,
        type = Type,
        kind = "StorageV2",
        location = locations.First,
        sku = new { name = "Standard_LRS", tier = "Standard" },
        tags = new { },
        properties = new
        {
            provisioningState = "Succeeded",
            statusOfPrimary = "available",
            primaryLocation = locations.First,
            supportsHttpsTrafficOnly = true,
            allowSharedKeyAccess = true,
            primaryEndpoints = new { file = $"https://127.0.0.1:{options.FilesPort}/{account}/" },
        },
    };
}
