using CloudWorkspaces.Environments;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Containers;

/// <summary>Resolves the environment and the flavor that a session or a run names, or else those of its workspace.</summary>
public sealed class ComputeChecks(IEnvironments environments, IFlavors flavors)
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

    internal Flavor? Flavor(Workspace workspace, string? wanted, RequestErrors errors)
    {
        var name = wanted ?? workspace.DefaultFlavor;
        var flavor = flavors.Find(name);
        if (flavor is null)
        {
            errors.Add(
                "flavor",
                $"names '{name}', which does not exist. There is: {string.Join(", ", flavors.All.Select(one => one.Name))}.");
        }

        return flavor;
    }
}
