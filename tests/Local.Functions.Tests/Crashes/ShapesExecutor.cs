using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CloudWorkspaces.Local.Functions.Engine;
using CloudWorkspaces.Local.Functions.TestHost;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>Runs the shapes in the test's own process.</summary>
internal sealed class ShapesExecutor(ConcurrentQueue<EffectLine> effects, int boot) : ITaskExecutor
{
    private static readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> s_shapes = new()
    {
        [nameof(Shapes.Chain)] = async context => await Shapes.Chain(context),
        [nameof(Shapes.FanOut)] = async context => await Shapes.FanOut(context),
        [nameof(Shapes.Family)] = async context => await Shapes.Family(context),
        [nameof(Shapes.Sleeper)] = async context => await Shapes.Sleeper(context),
        [nameof(Shapes.Stubborn)] = async context => await Shapes.Stubborn(context),
        [nameof(Shapes.Eternal)] = async context => await Shapes.Eternal(context),
        [nameof(Shapes.Sender)] = async context => await Shapes.Sender(context),
        [nameof(Shapes.Collector)] = async context => await Shapes.Collector(context),
        [nameof(Shapes.Tree)] = async context =>
        {
            await Shapes.Tree(context);
            return null;
        },
        [nameof(Shapes.Ticker)] = async context => await Shapes.Ticker(context),
        [nameof(Shapes.Bulk)] = async context => await Shapes.Bulk(context),
        [nameof(Shapes.Echo)] = async context => await Shapes.Echo(context),
    };

    public bool HasOrchestrator(string name) => s_shapes.ContainsKey(name);

    public Task RunOrchestratorAsync(string name, OrchestratorRun run, CancellationToken cancellationToken)
    {
        run.Execute(s_shapes[name]);
        return Task.CompletedTask;
    }

    public async Task<string?> RunActivityAsync(
        string name, string instanceId, string? input, CancellationToken cancellationToken)
    {
        var number = int.Parse(input!, CultureInfo.InvariantCulture);
        Record(isEnd: false);
        await Task.Yield();
        Record(isEnd: true);
        return name switch
        {
            nameof(Activities.Increment) => JsonSerializer.Serialize(number + 1),
            nameof(Activities.Inflate) => JsonSerializer.Serialize(new string('x', Activities.Large)),
            _ => number == 2 ? "1" : throw new InvalidOperationException($"Attempt {number}."),
        };

        void Record(bool isEnd) =>
            effects.Enqueue(new EffectLine(boot, instanceId, name, number, isEnd, TimeProvider.System.GetUtcNow()));
    }
}
