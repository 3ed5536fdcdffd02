using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Identity;

/// <summary>Refuses to start an app that has a function of which nobody knows whom it is for.</summary>
internal sealed class AccessCheck(AccessRules rules) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => rules.Mistakes.Count == 0
        ? Task.CompletedTask
        : throw new InvalidOperationException(string.Join(Environment.NewLine, rules.Mistakes));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
