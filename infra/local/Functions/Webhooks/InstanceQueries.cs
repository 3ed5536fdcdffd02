using System.Text;
using CloudWorkspaces.Local.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>Reads and purges instances.</summary>
internal sealed class InstanceQueries(Lazy<DurableTaskClient> client, HubConnection connection, TimeProvider time)
{
    private const string Continuation = "x-ms-continuation-token";
    private const int MaxPage = 1_000;

    public async Task<IResult> GetAsync(HttpContext context, string instanceId)
    {
        var query = new WebhookQuery(context.Request.Query);
        var instance = await client.Value.GetInstanceAsync(instanceId, true, context.RequestAborted);
        if (instance is null)
        {
            return Answer.Empty(StatusCodes.Status404NotFound);
        }

        var payload = StatusPayload.From(instance, query.Flag("showInput", absent: true));
        if (query.Flag("showHistory")
            && await connection.Hub!.Engine.Hub.Loader.LoadAsync(instanceId, context.RequestAborted) is { } loaded)
        {
            payload = payload with { HistoryEvents = HistoryEvents.Of(loaded, query.Flag("showHistoryOutput")) };
        }

        if (!instance.IsCompleted)
        {
            context.Response.Headers.Location = context.Request.GetEncodedUrl();
            context.Response.Headers.RetryAfter = "5";
            return Answer.Json(payload, StatusCodes.Status202Accepted);
        }

        var failed = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed
            && query.Flag("returnInternalServerErrorOnFailure");
        return Answer.Json(payload, failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    public async Task<IResult> ListAsync(HttpContext context)
    {
        var query = new WebhookQuery(context.Request.Query);
        if (!TryDecode(context.Request.Headers[Continuation], out var continuation))
        {
            return Answer.Error(StatusCodes.Status400BadRequest, "The continuation token is not one of this host.");
        }

        var filter = new OrchestrationQuery(
            query.Time("createdTimeFrom"),
            query.Time("createdTimeTo"),
            query.Statuses("runtimeStatus"),
            InstanceIdPrefix: query.Text("instanceIdPrefix"),
            PageSize: Math.Clamp(query.Number("top") ?? OrchestrationQuery.DefaultPageSize, 1, MaxPage),
            FetchInputsAndOutputs: true,
            ContinuationToken: continuation);
        var found = new List<StatusPayload>();
        string? next = null;
        await foreach (var page in client.Value.GetAllInstancesAsync(filter).AsPages().WithCancellation(context.RequestAborted))
        {
            var showInput = query.Flag("showInput", absent: true);
            found.AddRange(page.Values.Select(instance => StatusPayload.From(instance, showInput)));
            next = page.ContinuationToken;
            break;
        }

        if (!string.IsNullOrEmpty(next))
        {
            context.Response.Headers[Continuation] = Convert.ToBase64String(Encoding.UTF8.GetBytes(next));
        }

        return Answer.Json(found);
    }

    public async Task<IResult> PurgeAsync(HttpContext context, string instanceId)
    {
        var instance = await client.Value.GetInstanceAsync(instanceId, false, context.RequestAborted);
        if (instance is null)
        {
            return Answer.Empty(StatusCodes.Status404NotFound);
        }

        if (!instance.IsCompleted)
        {
            return Answer.Json(
                "Only orchestrations in a terminal state can be purged, but the orchestration with instance ID "
                    + $"{instanceId} has status {instance.RuntimeStatus}",
                StatusCodes.Status412PreconditionFailed);
        }

        return Deleted(await client.Value.PurgeInstanceAsync(instanceId, context.RequestAborted));
    }

    public async Task<IResult> PurgeAllAsync(HttpContext context)
    {
        var query = new WebhookQuery(context.Request.Query);
        if (query.Time("createdTimeFrom") is not { } from)
        {
            return Answer.Json("Please provide value for 'createdTimeFrom' parameter.", StatusCodes.Status400BadRequest);
        }

        var filter = new PurgeInstancesFilter(
            from, query.Time("createdTimeTo") ?? time.GetUtcNow(), query.Statuses("runtimeStatus"));
        var purged = await client.Value.PurgeAllInstancesAsync(filter, context.RequestAborted);
        return purged.PurgedInstanceCount == 0 ? Answer.Empty(StatusCodes.Status404NotFound) : Deleted(purged);
    }

    private static IResult Deleted(PurgeResult purged) => Answer.Json(new { InstancesDeleted = purged.PurgedInstanceCount });

    private static bool TryDecode(string? header, out string? continuation)
    {
        continuation = null;
        if (string.IsNullOrEmpty(header))
        {
            return true;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, bytes, out var length))
        {
            return false;
        }

        continuation = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }
}
