namespace CloudWorkspaces.Environments;

/// <summary>The catalogue of environments.</summary>
public interface IEnvironments
{
    Task<IReadOnlyList<EnvironmentVersion>> ListAsync(CancellationToken cancellationToken);

    /// <param name="reference"><c>name</c> for the newest version, or <c>name:version</c>.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    Task<EnvironmentVersion?> FindAsync(string reference, CancellationToken cancellationToken);
}
