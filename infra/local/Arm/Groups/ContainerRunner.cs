using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Network;
using Docker.DotNet;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>
/// Moves one container from step to step. Each step looks at where the container is, so that all of them can be repeated
/// after a restart of the emulator. Steps on the engine are not called off halfway, since the engine would go on.
/// </summary>
internal sealed class ContainerRunner(
    ContainerEngine engine, ContainerPlan plan, ProcessWatcher processes, RecordStore records, TimeProvider time)
{
    private static readonly TimeSpan StateInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StateDeadline = TimeSpan.FromSeconds(10);

    public async Task CreateAsync(ContainerGroup group, GroupContainer container, string networkMode)
    {
        if (container.Status.EngineId is not null)
        {
            return;
        }

        try
        {
            var id = await engine.CreateAsync(plan.For(group, container, networkMode), CancellationToken.None);
            container.Status = container.Status with { EngineId = id, CreatedOn = time.GetUtcNow() };
        }
        catch (DockerApiException exception)
        {
            throw Failure(container, exception);
        }
    }

    /// <summary>Does what can be done before the start, while others still run.</summary>
    public async Task PrepareAsync(GroupContainer container)
    {
        if (container.Status.StartedOn is null && container.Watch is null &&
            await engine.PrepareAsync(container.Status.EngineId!, CancellationToken.None))
        {
            await WatchAsync(container);
        }
    }

    public async Task StartAsync(GroupContainer container)
    {
        if (container.Status.StartedOn is not null)
        {
            return;
        }

        try
        {
            var before = time.GetUtcNow();
            await engine.StartAsync(container.Status.EngineId!, CancellationToken.None);
            container.Status = container.Status with { StartedOn = before };
        }
        catch (DockerApiException exception)
        {
            throw Failure(container, exception);
        }
    }

    /// <summary>Waits for the end of a started container and gives its exit code.</summary>
    public async Task<int> WaitAsync(
        ContainerGroup group, GroupContainer container, CancellationToken cancellationToken)
    {
        while (!container.Status.HasEnded)
        {
            if (container.Watch is null)
            {
                await WatchAsync(container);
            }

            if (container.Watch is { } watch)
            {
                await watch.Ended.WaitAsync(cancellationToken);
            }

            await SettleAsync(group, container, cancellationToken);
        }

        return container.Status.ExitCode ?? 0;
    }

    public Task SignalAsync(GroupContainer container, string signal) => container.Status.EngineId is { } id
        ? engine.SignalAsync(id, signal, CancellationToken.None)
        : Task.CompletedTask;

    public Task RemoveAsync(string engineId) => engine.RemoveAsync(engineId, CancellationToken.None);

    public async Task RemoveAsync(GroupContainer container)
    {
        if (container.Status.EngineId is { } id)
        {
            await RemoveAsync(id);
        }

        container.Watch?.Dispose();
        container.Watch = null;
    }

    /// <summary>Watches the process if there is one.</summary>
    private async Task WatchAsync(GroupContainer container)
    {
        var found = await engine.InspectAsync(container.Status.EngineId!, CancellationToken.None);
        if (found is { ProcessId: > 0 })
        {
            container.Watch = new ContainerWatch(processes, found.ProcessId);
        }
    }

    /// <summary>
    /// Takes the exit code from the engine, which may know of the end a moment later than the kernel. That memory was
    /// the reason is durable before anybody sees the end.
    /// </summary>
    private async Task SettleAsync(ContainerGroup group, GroupContainer container, CancellationToken cancellationToken)
    {
        var outOfMemory = container.Watch is { } watch && await watch.WasOutOfMemoryAsync(time, cancellationToken);
        for (var since = time.GetTimestamp(); time.GetElapsedTime(since) < StateDeadline;)
        {
            var found = await engine.InspectAsync(container.Status.EngineId!, CancellationToken.None);
            if (found is null)
            {
                // Removed by somebody else: what is left to say is that it was killed.
                container.Status = container.Status with { FinishedOn = time.GetUtcNow(), ExitCode = 137 };
                break;
            }

            if (found is { Running: false, FinishedOn: not null })
            {
                if (outOfMemory)
                {
                    await records.SaveAsync(group, record => record with { OutOfMemory = record.OutOfMemory.Add(found.Id) });
                }

                container.Adopt(found, outOfMemory);
                break;
            }

            await Task.Delay(StateInterval, time, cancellationToken);
        }

        container.Watch?.Dispose();
        container.Watch = null;
    }

    private static ProvisioningException Failure(GroupContainer container, DockerApiException exception) => new(
        "ContainerCreationFailed", $"Container '{container.Spec.Name}' did not start: {exception.ResponseBody}");
}
