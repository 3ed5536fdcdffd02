using CloudWorkspaces.Local.Arm.Network;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Ends the containers of groups that stay.</summary>
internal sealed class GroupEnd(
    ContainerRunner containers, GroupFolders folders, IContainerLogs logs, TimeProvider time, IOptions<ArmOptions> options)
{
    /// <summary>SIGTERM to every running container, SIGKILL to those that run on after the grace.</summary>
    public async Task StopAsync(ContainerGroup group, GroupMembers members, CancellationToken cancellationToken)
    {
        foreach (var waiting in members.All.Where(container => container.Status.StartedOn is null))
        {
            await containers.RemoveAsync(waiting);
            waiting.Status = new ContainerStatus { History = waiting.Status.History };
        }

        foreach (var backingOff in members.All.Where(container => container.Status.BackingOff))
        {
            backingOff.Status = backingOff.Status with { BackingOff = false };
        }

        var running = members.All.Where(container => container.Status.IsRunning).ToList();
        await Task.WhenAll(running.Select(container => SignalAsync(container, "SIGTERM")));
        var ended = Task.WhenAll(running.Select(container => containers.WaitAsync(group, container, cancellationToken)));
        try
        {
            await ended.WaitAsync(options.Value.StopGrace, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await Task.WhenAll(running
                .Where(container => container.Status.IsRunning)
                .Select(container => containers.SignalAsync(container, "SIGKILL")));
            await ended;
        }

        await GroupNetworks.CloseAsync(group);
        await folders.ReleaseAsync(group.Record.Key);
    }

    /// <summary>As <see cref="StopAsync"/>, with an event that says why.</summary>
    public Task EvictAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        foreach (var container in group.All.Where(container => container.Status.IsRunning))
        {
            Note(container, "Evicted", "The container group was evicted", "Warning");
        }

        return StopAsync(group, group.Members, cancellationToken);
    }

    /// <summary>SIGKILL without an event.</summary>
    public async Task KillAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        var running = group.All.Where(container => container.Status.IsRunning).ToList();
        await Task.WhenAll(running.Select(container => containers.SignalAsync(container, "SIGKILL")));
        await Task.WhenAll(running.Select(container => containers.WaitAsync(group, container, cancellationToken)));
        await GroupNetworks.CloseAsync(group);
    }

    /// <summary>Removes the containers of a group that is to start anew, and what only lives as long as they do.</summary>
    public async Task RemoveContainersAsync(ContainerGroup group, GroupMembers members)
    {
        await logs.CollectAsync(group, members.All);
        await Task.WhenAll(members.All.Select(containers.RemoveAsync));
        await GroupNetworks.CloseAsync(group);
        folders.Clear(group.Record.Key, group.Spec.Volumes);
    }

    private async Task SignalAsync(GroupContainer container, string signal)
    {
        Note(container, "Killing", $"Killing container {container.Spec.Name}", "Normal");
        await containers.SignalAsync(container, signal);
    }

    private void Note(GroupContainer container, string name, string message, string type) =>
        container.Status = container.Status with
        {
            History = container.Status.History.With(name, message, time.GetUtcNow(), type),
        };
}
