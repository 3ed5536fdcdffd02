using CloudWorkspaces.Flavors;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs.Retries;

/// <summary>Finds the flavor for a run that had too little memory, among those that its workspace may use today.</summary>
public sealed class LargerFlavors(FlavorOffers offers, IFlavors flavors, IWorkspaces workspaces)
{
    internal async Task<Flavor?> AfterAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (flavors.Find(run.Flavor) is not { } flavor || !WorkspaceName.TryParse(run.Workspace, out var name))
        {
            return null;
        }

        var limit = (await workspaces.FindAsync(name, cancellationToken))?.Limits.Cpu;
        var usable = (await offers.ListAsync(cancellationToken))
            .Where(offer => offer.Unavailable is null && !(offer.Flavor.Cpu > limit))
            .Select(offer => offer.Flavor);
        return RetryRules.NextFlavor(flavor, usable);
    }
}
