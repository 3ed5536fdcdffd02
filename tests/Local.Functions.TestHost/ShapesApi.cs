using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.TestHost;

/// <summary>Starts orchestrations of every shape, gives them orders and tells how they are.</summary>
public sealed class ShapesApi
{
    [Function(nameof(Ping))]
    public IActionResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ping")] HttpRequest request) =>
        new OkObjectResult(new { Process = Environment.ProcessId });

    /// <summary>Twice for one id starts once. The body is the input, JSON.</summary>
    [Function(nameof(Start))]
    public async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{shape}/{id}")] HttpRequest request,
        string shape,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(id, cancellationToken) is null)
        {
            var input = await request.ReadFromJsonAsync<object>(cancellationToken);
            await client.ScheduleNewOrchestrationInstanceAsync(
                shape, input, new StartOrchestrationOptions(id), cancellationToken);
        }

        return new AcceptedResult($"/status/{id}", new { id });
    }

    [Function(nameof(Raise))]
    public async Task<IActionResult> Raise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "raise/{id}/{name}/{number:int}")] HttpRequest request,
        string id,
        string name,
        int number,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await client.RaiseEventAsync(id, name, number, cancellationToken);
        return new AcceptedResult();
    }

    [Function(nameof(Order))]
    public async Task<IActionResult> Order(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "order/{what}/{id}")] HttpRequest request,
        string what,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await (what switch
        {
            "suspend" => client.SuspendInstanceAsync(id, cancellation: cancellationToken),
            "resume" => client.ResumeInstanceAsync(id, cancellation: cancellationToken),
            _ => client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Recursive: true), cancellationToken),
        });
        return new AcceptedResult();
    }

    [Function(nameof(Status))]
    public async Task<IActionResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "status/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var found = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        return found is null
            ? new NotFoundResult()
            : new OkObjectResult(new
            {
                Status = found.RuntimeStatus.ToString(),
                Output = found.SerializedOutput,
                Failure = found.FailureDetails?.ToString(),
                UpdatedOn = found.LastUpdatedAt,
            });
    }
}
