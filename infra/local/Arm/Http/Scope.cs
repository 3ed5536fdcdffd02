using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>What a request's path names, checked together with its api-version.</summary>
internal sealed record Scope(string SubscriptionId, string? ResourceGroup, string? Name, string ApiVersion)
{
    private const int LongestResourceGroup = 90;

    public GroupId Group => new(SubscriptionId, ResourceGroup!, Name!);

    /// <summary>Throws ArmException 400.</summary>
    public static Scope Of(HttpRequest request)
    {
        var version = ApiVersions.Require(request);
        return OfPath(request, version);
    }

    /// <summary>With an api-version that has been looked at already. Throws ArmException 400.</summary>
    public static Scope OfPath(HttpRequest request, string version)
    {
        var subscription = Value(request, "subscriptionId")!;
        if (!Guid.TryParseExact(subscription, "D", out _))
        {
            throw ArmException.BadRequest(
                "InvalidSubscriptionId", $"The provided subscription identifier '{subscription}' is malformed or invalid.");
        }

        var resourceGroup = Value(request, "resourceGroup");
        if (resourceGroup is not null && !IsResourceGroup(resourceGroup))
        {
            throw ArmException.BadRequest(
                "InvalidResourceGroup", $"The provided resource group name '{resourceGroup}' is invalid.");
        }

        return new Scope(subscription, resourceGroup, Value(request, "name"), version);
    }

    private static bool IsResourceGroup(string name) =>
        name.Length <= LongestResourceGroup && !name.EndsWith('.') &&
        name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '(' or ')');

    private static string? Value(HttpRequest request, string name) => request.RouteValues[name] as string;
}
