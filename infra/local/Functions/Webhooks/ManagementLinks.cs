using System.Net;
using CloudWorkspaces.Local.Functions.Hosting;
using CloudWorkspaces.Local.Functions.Keys;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>The answer to a start: where the instance can be watched and steered, with the key for it.</summary>
internal sealed class ManagementLinks(KeyRing keys, HubConnection connection)
{
    /// <summary>The connection's name in addresses, as the official ones have it.</summary>
    public const string Connection = "Storage";

    public async Task<IResult> AcceptedAsync(HttpContext context, string instanceId)
    {
        var request = context.Request;
        var instance = $"{request.Scheme}://{request.Host}/runtime/webhooks/durabletask/instances/{WebUtility.UrlEncode(instanceId)}";
        var query = $"taskHub={connection.Hub!.Storage.Names.Hub}&connection={Connection}";
        if (await keys.DurableTaskKeyAsync(context.RequestAborted) is { } key)
        {
            query += "&code=" + WebUtility.UrlEncode(key);
        }

        var status = $"{instance}?{query}";
        context.Response.Headers.Location = status;
        context.Response.Headers.RetryAfter = "10";
        return Answer.Json(
            new
            {
                Id = instanceId,
                StatusQueryGetUri = status,
                SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{query}",
                TerminatePostUri = $"{instance}/terminate?reason={{text}}&{query}",
                PurgeHistoryDeleteUri = status,
                RestartPostUri = $"{instance}/restart?{query}",
                SuspendPostUri = $"{instance}/suspend?reason={{text}}&{query}",
                ResumePostUri = $"{instance}/resume?reason={{text}}&{query}",
            },
            StatusCodes.Status202Accepted);
    }
}
