using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Homes;

/// <summary>The file shares behind <c>/home/jovyan</c>. All methods are idempotent.</summary>
public interface IHomes
{
    Task CreateAsync(Workspace workspace, CancellationToken cancellationToken);

    Task DeleteAsync(Workspace workspace, CancellationToken cancellationToken);
}
