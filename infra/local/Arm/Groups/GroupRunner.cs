using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>
/// Brings a group up and keeps it as its restart policy says until it is called off. Begun again after a restart of the
/// emulator, it goes on from where the group's containers are.
/// </summary>
internal sealed class GroupRunner(
    ContainerRunner containers,
    GroupSurroundings surroundings,
    GroupFolders folders,
    ProbeRunner probes,
    IContainerLogs logs,
    TimeProvider time,
    IOptions<ArmOptions> options)
{
    /// <summary>Throws ProvisioningException if the group cannot be brought up.</summary>
    public async Task RunAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        group.Begun = true;
        try
        {
            await BringUpAsync(group, cancellationToken);
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                await surroundings.ReleaseAsync(group);
            }
        }
    }

    private async Task BringUpAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        var network = await surroundings.PrepareAsync(group, cancellationToken);
        await MakeReadyAsync(group, network);
        await group.Recorded;
        cancellationToken.ThrowIfCancellationRequested();
        await RunInitsAsync(group, network, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.WhenAll(group.Mains.Select(containers.StartAsync));
        await Task.WhenAll(group.Mains.Select(main => KeepAsync(group, main, network, cancellationToken)));
    }

    /// <summary>The engine makes the main containers and the first of the init containers ready side by side.</summary>
    private async Task MakeReadyAsync(ContainerGroup group, string network)
    {
        using var placeholders = Placeholders.For(group, folders);
        await Task.WhenAll(group.Mains.Concat(group.Inits.Take(1)).Select(container => MakeReadyAsync(group, container, network)));
    }

    private async Task RunInitsAsync(ContainerGroup group, string network, CancellationToken cancellationToken)
    {
        foreach (var init in group.Inits)
        {
            await containers.CreateAsync(group, init, network);
            cancellationToken.ThrowIfCancellationRequested();
            await containers.StartAsync(init);
            while (await containers.WaitAsync(group, init, cancellationToken) is var exitCode && exitCode != 0)
            {
                if (group.Spec.RestartPolicy == RestartPolicy.Never)
                {
                    throw new ProvisioningException(
                        "InitContainerFailed", $"Init container '{init.Spec.Name}' ended with exit code {exitCode}.");
                }

                await RestartAsync(group, init, network, cancellationToken);
            }
        }
    }

    private async Task MakeReadyAsync(ContainerGroup group, GroupContainer container, string network)
    {
        await containers.CreateAsync(group, container, network);
        await containers.PrepareAsync(container);
    }

    private async Task KeepAsync(
        ContainerGroup group, GroupContainer main, string network, CancellationToken cancellationToken)
    {
        while (RestartRules.ShouldRestart(group.Spec.RestartPolicy, await WatchAsync(group, main, cancellationToken)))
        {
            await RestartAsync(group, main, network, cancellationToken);
        }
    }

    /// <summary>Probes a container until its end, and gives its exit code.</summary>
    private async Task<int> WatchAsync(ContainerGroup group, GroupContainer main, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        main.IsReady = main.Spec.Readiness is null;
        var probing = main.Status.HasEnded ? Task.CompletedTask : probes.RunAsync(group, main, end.Token);
        try
        {
            return await containers.WaitAsync(group, main, cancellationToken);
        }
        finally
        {
            await end.CancelAsync();
            await probing;
        }
    }

    /// <summary>A new container in place of the ended one, with a clean file system, after the wait that is due.</summary>
    private async Task RestartAsync(
        ContainerGroup group, GroupContainer container, string network, CancellationToken cancellationToken)
    {
        await logs.CollectAsync(group, [container]);
        var ended = container.Status;
        var wait = RestartRules.Wait(ended.History.RestartCount, options.Value.RestartBackoff);
        if (wait > TimeSpan.Zero)
        {
            var message = $"Back-off restarting failed container {container.Spec.Name}";
            container.Status = ended with
            {
                BackingOff = true,
                History = ended.History.With("BackOff", message, time.GetUtcNow(), "Warning"),
            };
            await Task.Delay(wait, time, cancellationToken);
        }

        var history = (container.Status with { BackingOff = false }).EventsSoFar(container.Spec);
        container.Status = new ContainerStatus
        {
            History = history with { RestartCount = history.RestartCount + 1, PreviousState = ended.Current },
        };
        // The ended one goes last: it is what remembers the secure values if the emulator ends in between.
        await MakeReadyAsync(group, container, network);
        await containers.StartAsync(container);
        await containers.RemoveAsync(ended.EngineId!);
    }
}
