using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.TestHost;

/// <summary>Orchestrators whose right output is known.</summary>
public sealed class Shapes
{
    public const int FanOutWidth = 50;
    public const int Children = 5;
    public const int Events = 5;
    public const int Generations = 10;

    /// <summary>Ends with 5.</summary>
    [Function(nameof(Chain))]
    public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = 0;
        for (var step = 0; step < 5; step++)
        {
            number = await context.CallActivityAsync<int>(nameof(Activities.Increment), number);
        }

        return number;
    }

    /// <summary>Ends with the sum of 1 to <see cref="FanOutWidth"/>.</summary>
    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var tasks = Enumerable.Range(0, FanOutWidth)
            .Select(number => context.CallActivityAsync<int>(nameof(Activities.Increment), number));
        return (await Task.WhenAll(tasks)).Sum();
    }

    /// <summary>Ends with 5 for each of <see cref="Children"/>.</summary>
    [Function(nameof(Family))]
    public static async Task<int> Family([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var children = Enumerable.Range(0, Children).Select(_ => context.CallSubOrchestratorAsync<int>(nameof(Chain)));
        return (await Task.WhenAll(children)).Sum();
    }

    /// <summary>Ends with 4.</summary>
    [Function(nameof(Sleeper))]
    public static async Task<int> Sleeper([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var number = 0;
        while (number < 4)
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(300), CancellationToken.None);
            number++;
        }

        return number;
    }

    /// <summary>Ends with 1, after two failures.</summary>
    [Function(nameof(Stubborn))]
    public static Task<int> Stubborn([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var attempt = 0;
        return Retry();

        async Task<int> Retry()
        {
            while (true)
            {
                try
                {
                    var options = TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMilliseconds(50)));
                    return await context.CallActivityAsync<int>(nameof(Activities.FailUntilTwo), attempt, options);
                }
                catch (TaskFailedException)
                {
                    attempt++;
                }
            }
        }
    }

    /// <summary>Ends with <see cref="Generations"/>.</summary>
    [Function(nameof(Eternal))]
    public static async Task<int> Eternal([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var generation = context.GetInput<int>();
        var next = await context.CallActivityAsync<int>(nameof(Activities.Increment), generation);
        if (next < Generations)
        {
            context.ContinueAsNew(next);
        }

        return next;
    }

    /// <summary>Sends numbers to a collector of its own and ends with what that received: each once, in order.</summary>
    [Function(nameof(Sender))]
    public static async Task<string> Sender([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var collector = context.InstanceId + "-collector";
        var collected = context.CallSubOrchestratorAsync<string>(
            nameof(Collector), new TaskOptions().WithInstanceId(collector));
        for (var number = 0; number < Events; number++)
        {
            context.SendEvent(collector, "number", number);
            await context.CallActivityAsync<int>(nameof(Activities.Increment), number);
        }

        return await collected;
    }

    /// <summary>Collects one number in each generation.</summary>
    [Function(nameof(Collector))]
    public static async Task<string> Collector([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var soFar = context.GetInput<string>() ?? "";
        soFar += await context.WaitForExternalEvent<int>("number");
        if (soFar.Length < Events)
        {
            context.ContinueAsNew(soFar);
        }

        return soFar;
    }

    /// <summary>Waits for three events, raised from outside at least once each, and ends with what they carried.</summary>
    [Function(nameof(Listener))]
    public static async Task<string> Listener([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var heard = "";
        for (var number = 0; number < 3; number++)
        {
            heard += await context.WaitForExternalEvent<int>($"n{number}");
        }

        return heard;
    }
}
