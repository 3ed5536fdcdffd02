using CloudWorkspaces.Environments;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Containers;

/// <summary>Resolves the environment and the flavor that a session or a run names, or else those of its workspace.</summary>
public sealed class ComputeChecks(IEnvironments environments, FlavorOffers flavors, TimeProvider time)
{
    internal async Task<EnvironmentVersion?> EnvironmentAsync(
        Workspace workspace, string? wanted, RequestErrors errors, CancellationToken cancellationToken)
    {
        var reference = wanted ?? workspace.DefaultEnvironment;
        var environment = await environments.FindAsync(workspace.Name.Value, reference, cancellationToken);
        var now = time.GetUtcNow();
        if (environment is null)
        {
            var all = await environments.ListAsync(workspace.Name.Value, cancellationToken);
            var usable = all.Where(one => EnvironmentRules.WhyUnusable(one, now) is null).Select(one => one.Reference);
            errors.Add(
                "environment", $"names '{reference}', which does not exist. There is: {string.Join(", ", usable)}.");
        }
        else if (EnvironmentRules.WhyUnusable(environment, now) is { } reason)
        {
            errors.Add("environment", $"names '{reference}'. {reason}");
        }

        return environment;
    }

    /// <summary>What whoever uses the environment should know; null for nothing.</summary>
    internal async Task<string?> WarningAsync(Workspace workspace, string reference, CancellationToken cancellationToken) =>
        await environments.FindAsync(workspace.Name.Value, reference, cancellationToken) is { } environment
            ? EnvironmentRules.Warning(environment, time.GetUtcNow())
            : null;

    internal async Task<Flavor?> FlavorAsync(
        Workspace workspace, string? wanted, RequestErrors errors, CancellationToken cancellationToken)
    {
        var flavor = await flavors.ChooseAsync(wanted ?? workspace.DefaultFlavor, errors, cancellationToken);
        if (flavor?.Cpu > workspace.Limits.Cpu)
        {
            errors.Add(
                "flavor",
                $"'{flavor.Name}' has {flavor.Cpu} vCPU; workspace '{workspace.Name}' may use {workspace.Limits.Cpu} at the same time.");
        }

        return flavor;
    }
}
