using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

/// <summary>A feature's rows; it remembers whose were removed.</summary>
internal sealed class FakeContent : IWorkspaceContent
{
    public List<string> Removed { get; } = [];

    public Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        Removed.Add(workspace.Name.Value);
        return Task.CompletedTask;
    }
}
