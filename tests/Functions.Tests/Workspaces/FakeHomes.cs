using System.Collections.Concurrent;
using CloudWorkspaces.Homes;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

/// <summary>Names of shares; one that fails stands for a process that ends at this step.</summary>
internal sealed class FakeHomes : IHomes
{
    public ConcurrentDictionary<string, bool> Shares { get; } = [];

    public bool Fails { get; set; }

    public Task CreateAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        FailIfAsked();
        Shares[workspace.HomeShare] = true;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        FailIfAsked();
        Shares.TryRemove(workspace.HomeShare, out _);
        return Task.CompletedTask;
    }

    private void FailIfAsked()
    {
        if (Fails)
        {
            throw new IOException("The step is not done.");
        }
    }
}
