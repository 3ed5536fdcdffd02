using CloudWorkspaces.Flavors;
using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>Writes into the ledger how long the container groups of sessions exist. Idempotent.</summary>
public sealed class SessionMeters(ICostLedger ledger, IFlavors flavors, TimeProvider time)
{
    /// <summary>Before a group is created.</summary>
    public Task OpenAsync(SessionRecord session, CancellationToken cancellationToken) =>
        flavors.Find(session.Flavor) is { } flavor
            ? ledger.OpenAsync(
                new CostMeter
                {
                    Key = Key(session.Reference),
                    User = session.CreatedBy,
                    Flavor = flavor.Name,
                    PricePerHour = flavor.PricePerHour,
                    From = time.GetUtcNow(),
                },
                cancellationToken)
            : Task.CompletedTask;

    /// <summary>There is no group and there was none.</summary>
    public Task DiscardAsync(SessionReference session, CancellationToken cancellationToken) =>
        ledger.DiscardAsync(Key(session), cancellationToken);

    /// <summary>The group ends now, if its end is not known already.</summary>
    public Task CloseAsync(SessionReference session, CancellationToken cancellationToken) =>
        ledger.CloseAsync(Key(session), time.GetUtcNow(), cancellationToken);

    private static MeterKey Key(SessionReference session) =>
        new(session.Workspace, CostKind.Session, session.SessionId, session.Attempt);
}
