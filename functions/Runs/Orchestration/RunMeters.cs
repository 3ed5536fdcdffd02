using CloudWorkspaces.Flavors;
using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>Writes into the ledger how long the container groups of runs exist. Idempotent.</summary>
public sealed class RunMeters(ICostLedger ledger, IFlavors flavors, TimeProvider time)
{
    /// <summary>Before a group is created.</summary>
    public Task OpenAsync(RunRecord run, CancellationToken cancellationToken) => flavors.Find(run.Flavor) is { } flavor
        ? ledger.OpenAsync(
            new CostMeter
            {
                Key = Key(new RunAttempt(new RunReference(run.Workspace, run.Id.Value), run.Attempt)),
                User = run.CreatedBy,
                Flavor = flavor.Name,
                PricePerHour = flavor.PricePerHour,
                From = time.GetUtcNow(),
            },
            cancellationToken)
        : Task.CompletedTask;

    /// <summary>There is no group and there was none.</summary>
    public Task DiscardAsync(RunAttempt attempt, CancellationToken cancellationToken) =>
        ledger.DiscardAsync(Key(attempt), cancellationToken);

    /// <summary>The group ends now, if its end is not known already.</summary>
    public Task CloseAsync(RunAttempt attempt, CancellationToken cancellationToken) =>
        ledger.CloseAsync(Key(attempt), time.GetUtcNow(), cancellationToken);

    private static MeterKey Key(RunAttempt attempt) =>
        new(attempt.Run.Workspace, CostKind.Run, attempt.Run.RunId, attempt.Attempt);
}
