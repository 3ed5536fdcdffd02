namespace CloudWorkspaces.Environments;

/// <summary>The environments of the table.</summary>
internal sealed class EnvironmentCatalogue(EnvironmentStore store, TimeProvider time) : IEnvironments
{
    public async Task<IReadOnlyList<EnvironmentVersion>> ListAsync(string? workspace, CancellationToken cancellationToken)
    {
        var curated = store.ListAsync(null, cancellationToken);
        var own = workspace is null ? [] : await store.ListAsync(workspace, cancellationToken);
        return [.. await curated, .. own];
    }

    public async Task<EnvironmentVersion?> FindAsync(
        string? workspace, string reference, CancellationToken cancellationToken)
    {
        var all = await ListAsync(workspace, cancellationToken);
        var found = all.Where(version => version.Name == reference || version.Reference == reference).ToList();
        var own = found.Where(version => version.Workspace is not null).ToList();
        return EnvironmentRules.Newest(own.Count > 0 ? own : found, time.GetUtcNow());
    }
}
