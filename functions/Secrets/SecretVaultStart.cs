using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Secrets;

internal sealed class SecretVaultStart(ISecretVault vault) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => vault.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
