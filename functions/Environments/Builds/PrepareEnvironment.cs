using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>Captures what the orchestration goes by. Idempotent.</summary>
public sealed class PrepareEnvironment(EnvironmentStore store, IOptions<EnvironmentBuildOptions> options)
{
    [Function(nameof(PrepareEnvironment))]
    public async Task<EnvironmentPlan> RunAsync([ActivityTrigger] EnvironmentKey key, CancellationToken cancellationToken)
    {
        var version = await store.FindAsync(key, cancellationToken);
        return new EnvironmentPlan
        {
            IsClosed = version is null or { Workspace: not null, IsOpen: false } or { Workspace: null, Checked: true },
            Builds = version?.State is EnvironmentState.Building,
            Options = options.Value,
        };
    }
}
