using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>Steers instances: 404 for one that does not exist, 410 for one that has ended.</summary>
internal sealed class InstanceOrders(Lazy<DurableTaskClient> client, ManagementLinks links)
{
    public Task<IResult> RaiseEventAsync(HttpContext context, string instanceId, string eventName) =>
        OrderAsync(context, instanceId, async token =>
        {
            if (!context.Request.HasJsonContentType())
            {
                return Answer.Error(StatusCodes.Status400BadRequest, "Only application/json request content is supported");
            }

            JsonElement payload;
            try
            {
                payload = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: token);
            }
            catch (JsonException)
            {
                return Answer.Error(StatusCodes.Status400BadRequest, "Invalid JSON content");
            }

            await client.Value.RaiseEventAsync(instanceId, eventName, payload, token);
            return Answer.Empty(StatusCodes.Status202Accepted);
        });

    public Task<IResult> SteerAsync(HttpContext context, string instanceId, string order)
    {
        var reason = new WebhookQuery(context.Request.Query).Text("reason");
        return order.ToUpperInvariant() switch
        {
            "TERMINATE" => OrderAsync(context, instanceId, token =>
                AcceptedAsync(client.Value.TerminateInstanceAsync(instanceId, (object?)reason, token))),
            "SUSPEND" => OrderAsync(context, instanceId, token =>
                AcceptedAsync(client.Value.SuspendInstanceAsync(instanceId, reason, token))),
            "RESUME" => OrderAsync(context, instanceId, token =>
                AcceptedAsync(client.Value.ResumeInstanceAsync(instanceId, reason, token))),
            "RESTART" => RestartAsync(context, instanceId),
            "REWIND" => RewindAsync(context, instanceId),
            _ => Task.FromResult(Answer.Empty(StatusCodes.Status404NotFound)),
        };
    }

    private async Task<IResult> OrderAsync(
        HttpContext context, string instanceId, Func<CancellationToken, Task<IResult>> order) =>
        await client.Value.GetInstanceAsync(instanceId, false, context.RequestAborted) switch
        {
            null => Answer.Empty(StatusCodes.Status404NotFound),
            { IsCompleted: true } => Answer.Empty(StatusCodes.Status410Gone),
            _ => await order(context.RequestAborted),
        };

    private static async Task<IResult> AcceptedAsync(Task order)
    {
        await order;
        return Answer.Empty(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> RestartAsync(HttpContext context, string instanceId)
    {
        var anew = new WebhookQuery(context.Request.Query).Flag("restartWithNewInstanceId", absent: true);
        try
        {
            return await links.AcceptedAsync(
                context, await client.Value.RestartAsync(instanceId, anew, context.RequestAborted));
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return Answer.Error(
                StatusCodes.Status400BadRequest, "InstanceId does not match a valid orchestration instance.");
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.AlreadyExists)
        {
            return Answer.Error(
                StatusCodes.Status409Conflict, "A non-terminal instance with this instance ID already exists.");
        }
    }

    /// <summary>Refuses what the official endpoint refuses, and the rest as a storage provider does that cannot rewind.</summary>
    private async Task<IResult> RewindAsync(HttpContext context, string instanceId) =>
        await client.Value.GetInstanceAsync(instanceId, false, context.RequestAborted) switch
        {
            null => Answer.Json(
                $"No orchestration with instance ID \"{instanceId}\" found.", StatusCodes.Status404NotFound),
            { RuntimeStatus: not OrchestrationRuntimeStatus.Failed } found => Answer.Json(
                $"This orchestration has status {found.RuntimeStatus}, but only orchestrations in the \"Failed\" state can be rewound.",
                StatusCodes.Status412PreconditionFailed),
            _ => Answer.Error(
                StatusCodes.Status501NotImplemented, "Rewind is not supported by the underlying storage provider."),
        };
}
