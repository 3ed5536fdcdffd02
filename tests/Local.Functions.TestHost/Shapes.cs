using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.TestHost;

/// <summary>Orchestrators whose right output follows from their input, most often their size.</summary>
public sealed class Shapes
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends with its number of steps.</summary>
    [Function(nameof(Chain))]
    public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = 0;
        while (number < context.GetInput<int>())
        {
            number = await context.CallActivityAsync<int>(nameof(Activities.Increment), number);
        }

        return number;
    }

    /// <summary>Ends with the sum of 1 to its width.</summary>
    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var tasks = Enumerable.Range(0, context.GetInput<int>())
            .Select(number => context.CallActivityAsync<int>(nameof(Activities.Increment), number));
        return (await Task.WhenAll(tasks)).Sum();
    }

    /// <summary>Ends with two for each of its children.</summary>
    [Function(nameof(Family))]
    public static async Task<int> Family([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var children = Enumerable.Range(0, context.GetInput<int>()).Select(child => context.CallSubOrchestratorAsync<int>(
            nameof(Chain), 2, new TaskOptions().WithInstanceId($"{context.InstanceId}-{child}")));
        return (await Task.WhenAll(children)).Sum();
    }

    /// <summary>Ends with its number of timers.</summary>
    [Function(nameof(Sleeper))]
    public static async Task<int> Sleeper([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = 0;
        while (number < context.GetInput<int>())
        {
            await context.CreateTimer(s_pause, CancellationToken.None);
            number++;
        }

        return number;
    }

    /// <summary>Each attempt that fails is made twice by its policy; ends with 1 at the third.</summary>
    [Function(nameof(Stubborn))]
    public static async Task<int> Stubborn([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var twice = TaskOptions.FromRetryPolicy(new RetryPolicy(2, s_pause));
                return await context.CallActivityAsync<int>(nameof(Activities.FailUntilTwo), attempt, twice);
            }
            catch (TaskFailedException) when (attempt < 2)
            {
                // The next attempt.
            }
        }
    }

    /// <summary>Counts up to 6, one in each generation.</summary>
    [Function(nameof(Eternal))]
    public static async Task<int> Eternal([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var next = await context.CallActivityAsync<int>(nameof(Activities.Increment), context.GetInput<int>());
        if (next < 6)
        {
            context.ContinueAsNew(next);
        }

        return next;
    }

    /// <summary>Sends numbers to a collector of its own and ends with what that received: each once, in order.</summary>
    [Function(nameof(Sender))]
    public static async Task<int[]> Sender([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var collector = context.InstanceId + "-collector";
        var collected = context.CallSubOrchestratorAsync<int[]>(
            nameof(Collector), Array.Empty<int>(), new TaskOptions().WithInstanceId(collector));
        var count = context.GetInput<int>();
        for (var number = 1; number <= count; number++)
        {
            context.SendEvent(collector, "number", number);
            await context.CallActivityAsync<int>(nameof(Activities.Increment), number);
        }

        context.SendEvent(collector, "number", 0);
        return await collected;
    }

    /// <summary>Collects numbers, at most three in a generation, until there comes a zero.</summary>
    [Function(nameof(Collector))]
    public static async Task<int[]> Collector([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var numbers = context.GetInput<int[]>() ?? [];
        for (var round = 0; round < 3; round++)
        {
            var number = await context.WaitForExternalEvent<int>("number");
            if (number == 0)
            {
                return numbers;
            }

            numbers = [.. numbers, number];
        }

        context.ContinueAsNew(numbers);
        return numbers;
    }

    /// <summary>Ends when it is terminated, and its children with it.</summary>
    [Function(nameof(Tree))]
    public static Task Tree([OrchestrationTrigger] TaskOrchestrationContext context) => Task.WhenAll(
        Enumerable.Range(0, context.GetInput<int>()).Select(child => context.CallSubOrchestratorAsync<int>(
            nameof(Ticker), 0, new TaskOptions().WithInstanceId($"{context.InstanceId}-{child}"))));

    /// <summary>Counts for ever.</summary>
    [Function(nameof(Ticker))]
    public static async Task<int> Ticker([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var next = await context.CallActivityAsync<int>(nameof(Activities.Increment), context.GetInput<int>());
        await context.CreateTimer(s_pause, CancellationToken.None);
        context.ContinueAsNew(next);
        return next;
    }

    /// <summary>
    /// Texts too large for a row in every place that can hold one: results, inputs, outputs, custom status, events that
    /// are consumed and one that no generation consumes. Ends with the sum of their lengths.
    /// </summary>
    [Function(nameof(Bulk))]
    public static async Task<string> Bulk([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var soFar = context.GetInput<string>() ?? "";
        var text = await context.CallActivityAsync<string>(nameof(Activities.Inflate), soFar.Length);
        context.SetCustomStatus(text);
        var sink = $"{context.InstanceId}-{soFar.Length}";
        var echo = context.CallSubOrchestratorAsync<string>(nameof(Echo), text, new TaskOptions().WithInstanceId(sink));
        context.SendEvent(sink, "more", text);
        context.SendEvent(context.InstanceId, "ignored", text);
        soFar += await echo;
        if (soFar.Length < 2 * Activities.Large)
        {
            context.ContinueAsNew(soFar);
        }

        return soFar;
    }

    /// <summary>Ends with its input, once it has received as much.</summary>
    [Function(nameof(Echo))]
    public static async Task<string> Echo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var more = await context.WaitForExternalEvent<string>("more");
        return more == context.GetInput<string>() ? more : "";
    }
}
