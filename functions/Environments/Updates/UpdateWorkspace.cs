using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>The workspace of the settings that updates try their versions in.</summary>
public sealed class UpdateWorkspace(
    WorkspaceStore store, WorkspaceCreation creation, IOptions<EnvironmentUpdateOptions> options, TimeProvider time)
{
    /// <summary>Makes it where it is missing. Idempotent.</summary>
    /// <exception cref="InvalidOperationException">The name is not one, or that of a user's workspace.</exception>
    public async Task<Workspace> GetAsync(CancellationToken cancellationToken)
    {
        if (!WorkspaceName.TryParse(options.Value.Workspace, out var name))
        {
            throw new InvalidOperationException($"EnvironmentUpdates:Workspace {WorkspaceName.Rule}");
        }

        if (await store.FindAsync(name, cancellationToken) is not { State: WorkspaceState.Active })
        {
            await creation.EnsureDefaultAsync(name, time.GetUtcNow(), cancellationToken);
        }

        return await store.FindAsync(name, cancellationToken) is { State: WorkspaceState.Active, CreatedBy: "" } record
            ? creation.Resolve(record)
            : throw new InvalidOperationException(
                $"EnvironmentUpdates:Workspace names '{name}', which is a user's or is being deleted.");
    }
}
