using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>Has the image built, or looks how far it is; see <see cref="EnvironmentBuild"/>. Idempotent.</summary>
public sealed class BuildEnvironment(EnvironmentBuild build, TimeProvider time)
{
    [Function(nameof(BuildEnvironment))]
    public Task<EnvironmentStep> RunAsync([ActivityTrigger] EnvironmentKey key, CancellationToken cancellationToken) =>
        build.StepAsync(key, time.GetUtcNow(), cancellationToken);
}
