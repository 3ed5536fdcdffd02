using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

/// <summary>Something that goes on in every workspace until it is told to be over.</summary>
internal sealed class FakeWork : IWorkspaceWork
{
    public int Left { get; set; }

    public List<string> Asked { get; } = [];

    public Task<int> StopAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken)
    {
        Asked.Add(workspace);
        return Task.FromResult(Left);
    }
}
