using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>Starts orchestrations, and waits for their end where timeout and pollingInterval ask for it.</summary>
internal sealed class OrchestrationStarts(
    Lazy<DurableTaskClient> client, ManagementLinks links, InstanceQueries queries, TimeProvider time)
{
    public async Task<IResult> StartAsync(HttpContext context, string name, string? instanceId)
    {
        var query = new WebhookQuery(context.Request.Query);
        var (timeout, interval) = (query.Duration("timeout"), query.Duration("pollingInterval"));
        if (interval > timeout)
        {
            return Answer.Error(
                StatusCodes.Status400BadRequest, "The timeout has to be longer than the pollingInterval.");
        }

        try
        {
            var options = new StartOrchestrationOptions(instanceId ?? Guid.NewGuid().ToString("N"))
            {
                Version = query.Text("version") is { } version ? (TaskVersion?)new TaskVersion(version) : null,
            };
            var id = await client.Value.ScheduleNewOrchestrationInstanceAsync(
                name, await InputAsync(context.Request, context.RequestAborted), options, context.RequestAborted);
            return timeout is { } wait && interval is not null
                ? await EndAsync(context, id, wait)
                : await links.AcceptedAsync(context, id);
        }
        catch (JsonException)
        {
            return Answer.Error(StatusCodes.Status400BadRequest, "Invalid JSON content");
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.AlreadyExists)
        {
            return Answer.Error(StatusCodes.Status409Conflict, exception.Status.Detail);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Internal)
        {
            return Answer.Error(StatusCodes.Status400BadRequest, exception.Status.Detail);
        }
    }

    private static async Task<object?> InputAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return text.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<IResult> EndAsync(HttpContext context, string instanceId, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            var ended = await client.Value.WaitForInstanceCompletionAsync(instanceId, true, both.Token);
            return ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
                ? Answer.Json(StatusPayload.Parse(ended.SerializedOutput))
                : await queries.GetAsync(context, instanceId);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return await links.AcceptedAsync(context, instanceId);
        }
    }
}
