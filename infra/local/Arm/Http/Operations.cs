using System.Text;
using CloudWorkspaces.Local.Arm.Groups;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>
/// Long-running operations. Their addresses say what they are about, and their state is the group's, so that nothing
/// needs to be kept and they outlive the emulator.
/// </summary>
internal static class Operations
{
    public const string Put = "put";
    public const string Delete = "delete";

    private const string Location = "/subscriptions/{subscriptionId}/providers/Microsoft.ContainerInstance/locations/{location}";

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Location + "/operations/{operation}", GetStatus);
        routes.MapGet(Location + "/operationResults/{operation}", GetResult);
    }

    /// <summary>Tells in the answer's headers where the operation can be followed.</summary>
    public static void Announce(HttpRequest request, ContainerGroup group, string kind)
    {
        var id = group.Record.Id;
        var operation = WebEncoders.Base64UrlEncode(
            Encoding.UTF8.GetBytes($"{kind}\n{group.Record.Key}\n{id.ResourceGroup}\n{id.Name}"));
        var location = Uri.EscapeDataString(group.Spec.Location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant());
        var prefix = $"https://{request.Host}/subscriptions/{id.SubscriptionId}" +
            $"/providers/Microsoft.ContainerInstance/locations/{location}";
        var query = $"?api-version={request.Query["api-version"]}";
        var headers = request.HttpContext.Response.Headers;
        headers["Azure-AsyncOperation"] = $"{prefix}/operations/{operation}{query}";
        headers[HeaderNames.Location] = $"{prefix}/operationResults/{operation}{query}";
        SetRetryAfter(request);
    }

    private static IResult GetStatus(HttpRequest request, GroupRegistry registry)
    {
        var (kind, group) = Find(request, registry);
        var status = Status(kind, group);
        if (status == "InProgress")
        {
            SetRetryAfter(request);
        }

        return ArmJson.Result(new
        {
            id = request.Path.Value,
            name = request.RouteValues["operation"],
            status,
            startTime = group?.Record.CreatedOn,
            error = status == "Failed" ? group!.Record.Failure : null,
        });
    }

    private static IResult GetResult(HttpRequest request, GroupRegistry registry)
    {
        var (kind, group) = Find(request, registry);
        switch (Status(kind, group))
        {
            case "InProgress":
                Announce(request, group!, kind);
                return Results.StatusCode(StatusCodes.Status202Accepted);
            case "Failed":
                throw new ArmException(StatusCodes.Status409Conflict, group!.Record.Failure!);
            default:
                return kind == Delete ? Results.NoContent() : ArmJson.Result(
                    GroupView.Of(group!, withInstances: true, Scope.Of(request).ApiVersion));
        }
    }

    private static string Status(string kind, ContainerGroup? group) => (kind, group) switch
    {
        (Delete, null) => "Succeeded",
        (Delete, { Record.Failure: not null }) => "Failed",
        (Delete, _) => "InProgress",
        (_, null or { Record.Desired: DesiredState.Deleted }) => "Canceled",
        _ => group.ProvisioningState switch
        {
            "Succeeded" => "Succeeded",
            "Failed" => "Failed",
            _ => "InProgress",
        },
    };

    /// <summary>Throws ArmException 404 if the address names no operation.</summary>
    private static (string Kind, ContainerGroup? Group) Find(HttpRequest request, GroupRegistry registry)
    {
        var scope = Scope.Of(request);
        var parts = Parts((string)request.RouteValues["operation"]!);
        if (parts is not [(Put or Delete) and var kind, var key, var resourceGroup, var name])
        {
            throw ArmException.NotFound("OperationNotFound", "The operation was not found.");
        }

        var group = registry.Find(new GroupId(scope.SubscriptionId, resourceGroup, name));
        group = group?.Record.Key == key ? group : null;
        return group is not null || kind == Delete
            ? (kind, group)
            : throw ArmException.NotFound("OperationNotFound", "The operation's container group is gone.");
    }

    private static string[] Parts(string operation)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(operation)).Split('\n');
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>Seconds as the service gives them, and milliseconds for clients that read those, since all is near.</summary>
    private static void SetRetryAfter(HttpRequest request)
    {
        request.HttpContext.Response.Headers[HeaderNames.RetryAfter] = "1";
        request.HttpContext.Response.Headers["retry-after-ms"] = "50";
    }
}
