using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

/// <summary>A feature's rows; it remembers whose were removed.</summary>
internal sealed class FakeHoldings : IWorkspaceHoldings
{
    public List<string> Removed { get; } = [];

    public Task RemoveAsync(string workspace, CancellationToken cancellationToken)
    {
        Removed.Add(workspace);
        return Task.CompletedTask;
    }
}
