namespace CloudWorkspaces.Environments;

/// <summary>The catalogue of environments.</summary>
public interface IEnvironments
{
    /// <summary>The curated ones and those of the workspace, in whatever state.</summary>
    Task<IReadOnlyList<EnvironmentVersion>> ListAsync(string? workspace, CancellationToken cancellationToken);

    /// <param name="workspace">Its own environments come before curated ones of the same name; null for none.</param>
    /// <param name="reference"><c>name</c> for the newest version, or <c>name:version</c>.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    Task<EnvironmentVersion?> FindAsync(string? workspace, string reference, CancellationToken cancellationToken);
}
