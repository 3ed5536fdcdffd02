using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>An orchestrator and an activity whose bodies a test writes down beside what it expects.</summary>
public sealed class Scripts
{
    private static readonly ConcurrentDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> s_orchestrators = new();
    private static readonly ConcurrentDictionary<string, Func<Task<object?>>> s_activities = new();

    [Function(nameof(Script))]
    public static Task<object?> Script([OrchestrationTrigger] TaskOrchestrationContext context) =>
        s_orchestrators[context.InstanceId](context);

    [Function(nameof(Work))]
    public static Task<object?> Work([ActivityTrigger] string script) => s_activities[script]();

    [Function(nameof(Echo))]
    public static object? Echo([ActivityTrigger] object? input) => input;

    public static string Orchestrator(Func<TaskOrchestrationContext, Task<object?>> body, string? id = null)
    {
        id ??= Guid.NewGuid().ToString("N");
        s_orchestrators[id] = body;
        return id;
    }

    /// <summary>The input with which <see cref="Work"/> runs <paramref name="body"/>.</summary>
    public static string Activity(Func<object?> body)
    {
        var id = Guid.NewGuid().ToString("N");
        s_activities[id] = () => Task.FromResult(body());
        return id;
    }

    public static string Activity(Func<Task<object?>> body)
    {
        var id = Guid.NewGuid().ToString("N");
        s_activities[id] = body;
        return id;
    }

    /// <summary>Starts an orchestration of that body; returns its id.</summary>
    public static async Task<string> StartAsync(
        DurableTaskClient client, Func<TaskOrchestrationContext, Task<object?>> body, object? input = null)
    {
        var id = Orchestrator(body);
        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Script), input, new StartOrchestrationOptions(id), CancellationToken.None);
        return id;
    }

    /// <summary>Runs an orchestration of that body to its end.</summary>
    public static async Task<OrchestrationMetadata> RunAsync(
        DurableTaskClient client, Func<TaskOrchestrationContext, Task<object?>> body, object? input = null) =>
        await EndAsync(client, await StartAsync(client, body, input));

    public static async Task<OrchestrationMetadata> EndAsync(DurableTaskClient client, string id)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, deadline.Token);
    }
}
