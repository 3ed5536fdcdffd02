using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Homes;

/// <summary>A deployment that has no homes, or whose shares somebody else makes: see <see cref="HomeOptions"/>.</summary>
internal sealed class NoHomes : IHomes
{
    public Task CreateAsync(Workspace workspace, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DeleteAsync(Workspace workspace, CancellationToken cancellationToken) => Task.CompletedTask;
}
