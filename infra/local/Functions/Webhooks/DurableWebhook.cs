using CloudWorkspaces.Local.Functions.Hosting;
using CloudWorkspaces.Local.Functions.Keys;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>
/// The HTTP endpoints of the official durable extension, below /runtime/webhooks/durabletask. They take the system key
/// durabletask_extension, or the master key.
/// </summary>
internal sealed class DurableWebhook(
    KeyRing keys, HubConnection connection, OrchestrationStarts starts, InstanceQueries queries, InstanceOrders orders)
{
    public async Task<IResult> HandleAsync(HttpContext context, string[] path)
    {
        if (!await keys.AllowsAsync(Access.DurableTask, context.Request, context.RequestAborted))
        {
            return Answer.Empty(StatusCodes.Status401Unauthorized);
        }

        if (connection.Hub is not { } hub || path is not [var collection, .. var rest])
        {
            return Answer.Empty(StatusCodes.Status404NotFound);
        }

        return Foreign(new WebhookQuery(context.Request.Query), hub.Storage.Names.Hub) is { } refusal
            ? Answer.Error(StatusCodes.Status400BadRequest, refusal)
            : await RouteAsync(context, collection.ToUpperInvariant(), rest);
    }

    private Task<IResult> RouteAsync(HttpContext context, string collection, string[] rest) =>
        (context.Request.Method, collection, rest) switch
        {
            ("POST", "ORCHESTRATORS", [var name]) => starts.StartAsync(context, name, null),
            ("POST", "ORCHESTRATORS", [var name, var id]) => starts.StartAsync(context, name, id),
            ("GET", "INSTANCES", []) => queries.ListAsync(context),
            ("GET", "INSTANCES", [var id]) => queries.GetAsync(context, id),
            ("DELETE", "INSTANCES", []) => queries.PurgeAllAsync(context),
            ("DELETE", "INSTANCES", [var id]) => queries.PurgeAsync(context, id),
            ("POST", "INSTANCES", [var id, var order]) => orders.SteerAsync(context, id, order),
            ("POST", "INSTANCES", [var id, var raise, var name])
                when raise.Equals("raiseEvent", StringComparison.OrdinalIgnoreCase) => orders.RaiseEventAsync(context, id, name),
            _ => Task.FromResult(Answer.Empty(StatusCodes.Status404NotFound)),
        };

    /// <summary>Why a request is not for this host's hub: it serves no other.</summary>
    private static string? Foreign(WebhookQuery query, string hub)
    {
        if (query.Text("taskHub") is { Length: > 0 } asked && !asked.Equals(hub, StringComparison.OrdinalIgnoreCase))
        {
            return $"This host serves the task hub {hub} only.";
        }

        return query.Text("connection") is { Length: > 0 } named && named is not (ManagementLinks.Connection or "AzureWebJobsStorage")
            ? $"This host serves the connection {ManagementLinks.Connection} only."
            : null;
    }
}
