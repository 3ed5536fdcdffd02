using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Homes;

/// <summary>A deployment whose settings name no account for homes.</summary>
internal sealed class NoHomes : IHomes
{
    public bool Exist => false;

    public Task CreateAsync(Workspace workspace, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteAsync(Workspace workspace, CancellationToken cancellationToken) => Task.CompletedTask;
}
