using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Homes;

/// <summary>The file shares behind <c>/home/jovyan</c>. All methods are idempotent.</summary>
public interface IHomes
{
    /// <summary>Whether this deployment has any: see <see cref="HomeOptions"/>. Without, nothing below does anything.</summary>
    bool Exist { get; }

    Task CreateAsync(Workspace workspace, CancellationToken cancellationToken);

    Task DeleteAsync(Workspace workspace, CancellationToken cancellationToken);
}
