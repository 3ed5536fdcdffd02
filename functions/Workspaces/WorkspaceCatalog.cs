using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>The workspaces that exist, and who may do what in them.</summary>
internal sealed class WorkspaceCatalog(
    WorkspaceStore store, MemberStore members, IOptions<WorkspaceOptions> options) : IWorkspaces, IWorkspaceAccess
{
    public async Task<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellationToken) =>
        await store.ListAsync(cancellationToken)
            .Where(record => record.State is not WorkspaceState.Removed)
            .Select(record => record.Resolve(options.Value))
            .ToListAsync(cancellationToken);

    public async Task<Workspace?> FindAsync(WorkspaceName name, CancellationToken cancellationToken) =>
        await store.FindAsync(name, cancellationToken) is { State: not WorkspaceState.Removed } record
            ? record.Resolve(options.Value)
            : null;

    public async Task<WorkspaceGrant?> FindAsync(
        Caller caller, WorkspaceName name, CancellationToken cancellationToken)
    {
        var role = caller.IsAdministrator
            ? Task.FromResult<WorkspaceRole?>(WorkspaceRole.Owner)
            : members.RoleAsync(name.Value, caller.User, cancellationToken);
        var workspace = await FindAsync(name, cancellationToken);
        return await role is { } known && workspace is { State: not WorkspaceState.Removing }
            ? new WorkspaceGrant(workspace, known)
            : null;
    }

    public async Task<WorkspaceGrant> DefaultAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (WorkspaceName.TryParse(options.Value.Default, out var name) &&
            await FindAsync(caller, name, cancellationToken) is { } usual)
        {
            return usual;
        }

        return await ListAsync(caller, cancellationToken) is [var only]
            ? only
            : throw new ProblemException(Problems.NotFound(
                "You have no workspace, or more than one: name it, as in /ogc/workspaces/{name}."));
    }

    /// <summary>What a caller may see, by name.</summary>
    public async Task<IReadOnlyList<WorkspaceGrant>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var names = caller.IsAdministrator
            ? store.ListAsync(cancellationToken).Select(record => record.Name.Value)
            : members.WorkspacesAsync(caller.User, cancellationToken);
        List<WorkspaceGrant> grants = [];
        await foreach (var text in names)
        {
            if (WorkspaceName.TryParse(text, out var name) &&
                await FindAsync(caller, name, cancellationToken) is { } grant)
            {
                grants.Add(grant);
            }
        }

        return [.. grants.OrderBy(grant => grant.Workspace.Name.Value, StringComparer.Ordinal)];
    }
}
