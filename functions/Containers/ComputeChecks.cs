using CloudWorkspaces.Environments;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Containers;

/// <summary>Resolves the environment and the flavor that a session or a run names, or else those of its workspace.</summary>
public sealed class ComputeChecks(IEnvironments environments, FlavorOffers flavors)
{
    internal async Task<EnvironmentVersion?> EnvironmentAsync(
        Workspace workspace, string? wanted, RequestErrors errors, CancellationToken cancellationToken)
    {
        var reference = wanted ?? workspace.DefaultEnvironment;
        var environment = await environments.FindAsync(reference, cancellationToken);
        if (environment is null)
        {
            var all = await environments.ListAsync(cancellationToken);
            errors.Add(
                "environment",
                $"names '{reference}', which does not exist. There is: {string.Join(", ", all.Select(one => one.Reference))}.");
        }

        return environment;
    }

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
