using CloudWorkspaces.Environments.Builds;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Environments.Checks;

/// <summary>Checks the image in a container, or looks how far that is; see <see cref="EnvironmentCheck"/>. Idempotent.</summary>
public sealed class CheckEnvironment(EnvironmentStore store, EnvironmentCheck check, TimeProvider time)
{
    [Function(nameof(CheckEnvironment))]
    public async Task<EnvironmentStep> RunAsync([ActivityTrigger] EnvironmentKey key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is not { } version)
        {
            return EnvironmentStep.Done;
        }

        var (step, report) = await check.StepAsync(version, time.GetUtcNow(), cancellationToken);
        if (report is not null)
        {
            await store.UpdateAsync(
                key, current => current with { Checked = true, Kernels = report.Kernels }, cancellationToken);
        }

        return step;
    }
}
