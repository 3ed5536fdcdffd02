using CloudWorkspaces.Environments.Checks;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>Looks how far the version's image is, and whether it has newer packages than the one before.</summary>
public sealed class BuildCandidate(EnvironmentUpdateStore updates, EnvironmentStore environments, EnvironmentBlobs blobs)
{
    [Function(nameof(BuildCandidate))]
    public async Task<EnvironmentUpdateStep> RunAsync(
        [ActivityTrigger] EnvironmentUpdateKey key, CancellationToken cancellationToken)
    {
        if (await updates.FindOpenAsync(key, cancellationToken) is not { } update)
        {
            return EnvironmentUpdateStep.Failed("The update is over.");
        }

        var candidate = await environments.FindAsync(update.Candidate, cancellationToken);
        var before = await environments.FindAsync(new(null, update.Name, update.Base), cancellationToken);
        return candidate switch
        {
            null => EnvironmentUpdateStep.Failed("The version was taken away while it was made."),
            { State: EnvironmentState.Failed } => EnvironmentUpdateStep.Failed(candidate.Reason ?? "It could not be made."),
            { IsOpen: true } => EnvironmentUpdateStep.GoesOn,
            _ when before is { Checked: false } => EnvironmentUpdateStep.GoesOn,
            _ when before is not null && EnvironmentUpdateRules.AreSame(
                await PackagesAsync(before, cancellationToken), await PackagesAsync(candidate, cancellationToken)) =>
                EnvironmentUpdateStep.Unchanged,
            _ => EnvironmentUpdateStep.Done,
        };
    }

    private async Task<IReadOnlyList<string>?> PackagesAsync(EnvironmentVersion version, CancellationToken cancellationToken)
    {
        var report = await blobs.ReadAsync(version.Key, EnvironmentBlobs.Report(version.Attempt), cancellationToken);
        return report is null ? null : ImageReport.Parse(report)?.Packages;
    }
}
