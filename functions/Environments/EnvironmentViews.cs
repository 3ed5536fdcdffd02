using CloudWorkspaces.Environments.Checks;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Environments;

/// <summary>What the API answers with.</summary>
public sealed class EnvironmentViews(EnvironmentStore store, EnvironmentBlobs blobs, TimeProvider time)
{
    /// <param name="workspace">Null for the curated ones.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<IReadOnlyList<EnvironmentView>> ListAsync(string? workspace, CancellationToken cancellationToken)
    {
        var versions = await store.ListAsync(workspace, cancellationToken);
        return
        [
            .. versions.GroupBy(version => version.Name).OrderBy(group => group.Key, StringComparer.Ordinal).SelectMany(group =>
            {
                var newest = EnvironmentRules.Newest(group, time.GetUtcNow());
                return group.OrderByDescending(version => version.ReleasedOn)
                    .Select(version => EnvironmentView.Of(version) with { Newest = version == newest });
            }),
        ];
    }

    /// <exception cref="ProblemException">404.</exception>
    public async Task<EnvironmentVersion> FindAsync(EnvironmentKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await store.FindAsync(key, cancellationToken) ??
            throw new ProblemException(Problems.NotFound($"There is no environment '{key.Row}' here."));
    }

    /// <summary>With its packages.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<IActionResult> ReadAsync(EnvironmentKey key, CancellationToken cancellationToken)
    {
        var version = await FindAsync(key, cancellationToken);
        var report = version.Checked
            ? await blobs.ReadAsync(key, EnvironmentBlobs.Report(version.Attempt), cancellationToken)
            : null;
        var view = EnvironmentView.Of(version) with { Packages = report is null ? null : ImageReport.Parse(report)?.Packages };
        return ResourceResult.Of(view, version);
    }

    /// <summary>What the builder wrote.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<IActionResult> LogAsync(HttpResponse response, EnvironmentKey key, CancellationToken cancellationToken)
    {
        var version = await FindAsync(key, cancellationToken);
        return await BlobDownload.OpenAsync(
            response,
            blobs.Blob(version.Key, EnvironmentBlobs.Log),
            $"{version.Name}-{version.Version}.log",
            "text/plain; charset=utf-8",
            inline: true,
            cancellationToken) ??
            throw new ProblemException(Problems.NotFound($"'{version.Reference}' has no log{(version.IsOpen ? " yet" : "")}."));
    }
}
