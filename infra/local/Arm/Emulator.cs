using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm;

/// <summary>Goes on with the groups that are there when the emulator starts, and lets them run on when it ends.</summary>
internal sealed class Emulator(GroupAdoption adoption, GroupRegistry registry) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => adoption.RunAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(registry.All.Select(group => group.Jobs.Replace(_ => Task.CompletedTask)));
        await Task.WhenAll(registry.All.Select(Network.GroupNetworks.CloseAsync));
    }
}
