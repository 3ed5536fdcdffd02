using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Profiles;

/// <summary>The operations on container group profiles.</summary>
internal static partial class ProfileRoutes
{
    private const string Type = "Microsoft.ContainerInstance/containerGroupProfiles";
    private const string InSubscription = "/subscriptions/{subscriptionId}/providers/" + Type;
    private const string InResourceGroup = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers/" + Type;
    private const string One = InResourceGroup + "/{name}";

    public static void MapProfiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(InSubscription, List);
        routes.MapGet(InResourceGroup, List);
        routes.MapGet(One, (HttpRequest request, ProfileStore store) => ArmJson.Result(View(request, Get(request, store))));
        routes.MapPut(One, PutAsync);
        routes.MapPatch(One, PatchAsync);
        routes.MapDelete(One, (HttpRequest request, ProfileStore store) =>
            store.Delete(Id(request)) ? Results.Ok() : Results.NoContent());
        routes.MapGet(One + "/revisions", Revisions);
        routes.MapGet(One + "/revisions/{revision}", Revision);
    }

    private static IResult List(HttpRequest request, ProfileStore store, IOptions<ArmOptions> options)
    {
        var scope = Scope.Of(request);
        var found = store.All.Where(profile =>
            profile.Id.SubscriptionId.Equals(scope.SubscriptionId, StringComparison.OrdinalIgnoreCase) &&
            (scope.ResourceGroup?.Equals(profile.Id.ResourceGroup, StringComparison.OrdinalIgnoreCase) ?? true));
        var page = ListPage.Of(request, found, profile => profile.Id.ResourceId, options.Value.ListPageSize);
        return ArmJson.Result(new { value = page.Items.Select(profile => View(request, profile)), page.NextLink });
    }

    private static async Task<IResult> PutAsync(HttpRequest request, ProfileStore store, Locations locations)
    {
        var id = Id(request);
        if (!NamePattern().IsMatch(id.Name))
        {
            throw ArmException.BadRequest(
                "InvalidContainerGroupProfileName",
                $"The container group profile name '{id.Name}' must be 1 to 63 letters, digits, hyphens and underscores.");
        }

        var body = await ArmJson.ReadObjectAsync(request);
        KnownProperties.Require(body, "ContainerGroupProfile", Scope.Of(request).ApiVersion);
        locations.Require(SpecReader.Read(body).Location);
        var errors = new List<ArmError>();
        PropertyKinds.Check(body, "ContainerGroupProfile", errors);
        if (errors.Count > 0)
        {
            throw new ArmException(StatusCodes.Status400BadRequest, ArmError.Combine(errors));
        }

        var (profile, created) = store.Put(id, body);
        return ArmJson.Result(View(request, profile), created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> PatchAsync(HttpRequest request, ProfileStore store)
    {
        var profile = Get(request, store);
        var body = await ArmJson.ReadObjectAsync(request);
        KnownProperties.Require(body, "ContainerGroupProfilePatch", Scope.Of(request).ApiVersion);
        var (_, tags) = GroupUpdateReader.Read(body);
        return ArmJson.Result(View(request, tags is null ? profile : store.Tag(profile.Id, tags) ?? throw NotFound(profile.Id)));
    }

    private static IResult Revisions(HttpRequest request, ProfileStore store)
    {
        var profile = Get(request, store);
        var numbers = Enumerable.Range(1, profile.Newest);
        return ArmJson.Result(new { value = numbers.Select(number => View(request, profile, number)) });
    }

    private static IResult Revision(HttpRequest request, ProfileStore store)
    {
        var profile = Get(request, store);
        var text = (string)request.RouteValues["revision"]!;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= profile.Newest
            ? ArmJson.Result(View(request, profile, number))
            : throw ArmException.NotFound(
                "ResourceNotFound", $"The profile '{profile.Id.Name}' has no revision '{text}'.");
    }

    private static Profile Get(HttpRequest request, ProfileStore store) =>
        store.Find(Id(request)) ?? throw NotFound(Id(request));

    private static ArmException NotFound(ProfileId id) => ArmException.NotFound(
        "ResourceNotFound",
        $"The Resource '{Type}/{id.Name}' under resource group '{id.ResourceGroup}' was not found. For more details please " +
        "go to https://aka.ms/ARMResourceNotFoundFix");

    private static ProfileId Id(HttpRequest request)
    {
        var scope = Scope.Of(request);
        return new ProfileId(scope.SubscriptionId, scope.ResourceGroup!, scope.Name!);
    }

    private static JsonObject View(HttpRequest request, Profile profile, int? revision = null)
    {
        var view = new JsonObject
        {
            ["id"] = profile.Id.ResourceId + (revision is null ? "" : $"/revisions/{revision}"),
            ["name"] = profile.Id.Name,
            ["type"] = Type,
        };
        foreach (var (name, value) in Redaction.Apply(profile.Revisions[(revision ?? profile.Newest) - 1]))
        {
            view[name] = value?.DeepClone();
        }

        var properties = view["properties"]!.AsObject();
        properties["revision"] = revision ?? profile.Newest;
        properties["registeredRevisions"] = new JsonArray(
            [.. Enumerable.Range(1, profile.Newest).Select(number => JsonValue.Create(number))]);
        return KnownProperties.Trim(view, "ContainerGroupProfile", Scope.Of(request).ApiVersion);
    }

    [GeneratedRegex("^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$")]
    private static partial Regex NamePattern();
}
