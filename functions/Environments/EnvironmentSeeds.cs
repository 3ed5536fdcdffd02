using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments;

/// <summary>Puts the versions of the settings into the catalogue when the app starts, and the dates that they give.</summary>
internal sealed class EnvironmentSeeds(
    EnvironmentStore store, IOptions<EnvironmentsOptions> options, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        List<string> failures = [];
        foreach (var (name, seed) in options.Value.Items)
        {
            if (await AddAsync(name, seed, cancellationToken) is { } failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new OptionsValidationException(EnvironmentsOptions.Section, typeof(EnvironmentsOptions), failures);
        }

        foreach (var version in await store.ListAsync(null, cancellationToken))
        {
            await store.UpdateAsync(version.Key, Date, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives what speaks against it.</summary>
    private async Task<string?> AddAsync(string name, EnvironmentOptions seed, CancellationToken cancellationToken)
    {
        for (var number = 0; ; number++)
        {
            var version = new EnvironmentVersion
            {
                Name = name,
                Version = number == 0 ? seed.Version : $"{seed.Version}.{number}",
                Image = seed.Image,
                ReleasedOn = time.GetUtcNow(),
            };
            if (await store.TryAddAsync(version, cancellationToken) ||
                await store.FindAsync(version.Key, cancellationToken) is not { } there || there.Image == seed.Image)
            {
                return null;
            }

            if (!seed.Renumber)
            {
                return $"Environments:{name}: version {seed.Version} has the image {there.Image} and never changes: " +
                    $"give {seed.Image} another version.";
            }
        }
    }

    private EnvironmentVersion Date(EnvironmentVersion version)
    {
        if (!options.Value.Items.TryGetValue(version.Name, out var seed))
        {
            return version;
        }

        DateTimeOffset? deprecated = seed.Deprecated.TryGetValue(version.Version, out var on) ? on : null;
        DateTimeOffset? retired = seed.Retired.TryGetValue(version.Version, out on) ? on : null;
        return (version.DeprecatedOn, version.RetiredOn) == (deprecated, retired)
            ? version
            : version with { DeprecatedOn = deprecated, RetiredOn = retired };
    }
}
