using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Benchmarks.Durable;

/// <summary>What the benchmarks orchestrate. The activity does nothing, so that all the time is the engine's.</summary>
public sealed class BenchmarkFunctions
{
    /// <summary>The event that ends <see cref="Waiting"/>.</summary>
    public const string Go = "go";

    [Function(nameof(Ping))]
    public static IActionResult Ping(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ping")] HttpRequest request) =>
        new ContentResult { Content = "pong" };

    [Function(nameof(Step))]
    public static int Step([ActivityTrigger] int number) => number + 1;

    /// <summary>As many activities as its input says, one after the other.</summary>
    [Function(nameof(InARow))]
    public static async Task<int> InARow([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = 0;
        for (var left = context.GetInput<int>(); left > 0; left--)
        {
            number = await context.CallActivityAsync<int>(nameof(Step), number);
        }

        return number;
    }

    /// <summary>As many activities as its input says, all at once.</summary>
    [Function(nameof(AtOnce))]
    public static async Task<int> AtOnce([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var tasks = Enumerable.Range(0, context.GetInput<int>())
            .Select(number => context.CallActivityAsync<int>(nameof(Step), number));
        return (await Task.WhenAll(tasks)).Length;
    }

    /// <summary>Waits for an event, after as many activities as its input says.</summary>
    [Function(nameof(Waiting))]
    public static async Task<int> Waiting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await InARow(context);
        context.SetCustomStatus(Go);
        return await context.WaitForExternalEvent<int>(Go);
    }
}
