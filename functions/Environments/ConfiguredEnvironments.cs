using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments;

/// <summary>The environments of the settings: one version of each.</summary>
internal sealed class ConfiguredEnvironments(IOptions<EnvironmentsOptions> options) : IEnvironments
{
    private readonly IReadOnlyList<EnvironmentVersion> _versions =
    [
        .. options.Value.Items
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => new EnvironmentVersion
            {
                Name = item.Key,
                Version = item.Value.Version,
                Image = item.Value.Image,
            }),
    ];

    public Task<IReadOnlyList<EnvironmentVersion>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_versions);

    public Task<EnvironmentVersion?> FindAsync(string reference, CancellationToken cancellationToken) =>
        Task.FromResult(_versions.FirstOrDefault(version => version.Name == reference || version.Reference == reference));
}
