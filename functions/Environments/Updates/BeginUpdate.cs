using CloudWorkspaces.Environments.Builds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>
/// Has the update's version built and checked as any derived one, in the updates' workspace, and captures what the
/// orchestration goes by. Idempotent.
/// </summary>
public sealed class BeginUpdate(
    EnvironmentUpdateStore updates,
    EnvironmentStore environments,
    EnvironmentIntake intake,
    UpdateWorkspace workspace,
    UpdateSamples samples,
    IOptions<EnvironmentBuildOptions> builds,
    IOptions<EnvironmentUpdateOptions> options)
{
    [Function(nameof(BeginUpdate))]
    public async Task<EnvironmentUpdatePlan> RunAsync(
        [ActivityTrigger] EnvironmentUpdateKey key,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var update = await updates.FindOpenAsync(key, cancellationToken);
        if (update is not null)
        {
            await workspace.GetAsync(cancellationToken);
            await BuildAsync(update, client, cancellationToken);
        }

        return new EnvironmentUpdatePlan
        {
            IsClosed = update is null,
            Samples = update is null ? 0 : samples.Names(update.Name).Count,
            Builds = builds.Value,
            Options = options.Value,
        };
    }

    private async Task BuildAsync(EnvironmentUpdate update, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var before = await environments.FindAsync(new(null, update.Name, update.Base), cancellationToken) ??
            throw new InvalidOperationException($"There is no environment '{update.Name}:{update.Base}'.");
        var wanted = new EnvironmentVersion
        {
            Workspace = update.Workspace,
            Name = update.Name,
            Version = update.Version,
            Image = "",
            State = EnvironmentState.Building,
            Base = before.Reference,
            Recipe = new EnvironmentRecipe
            {
                BaseImage = before.Image,
                DebianPackages = [],
                PipPackages = [],
                Upgrade = true,
            },
            ReleasedOn = update.StartedOn,
            CreatedBy = update.RequestedBy,
            Attempt = update.Number,
        };
        await environments.TryAddAsync(wanted, cancellationToken);
        var candidate = await environments.UpdateAsync(
            wanted.Key, found => found.Attempt == wanted.Attempt ? found : wanted, cancellationToken);
        if (candidate is { IsOpen: true })
        {
            await intake.StartAsync(candidate, client);
        }

        // Its packages are compared with those of the new one.
        if (!before.Checked)
        {
            await intake.StartAsync(before, client);
        }
    }
}
