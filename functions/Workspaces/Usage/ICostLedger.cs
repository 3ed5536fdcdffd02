namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>
/// The costs of container groups. A meter is opened before its group is created and closed when the group is deleted;
/// closing books its cost, once for each group and month however often it is called. All methods are idempotent.
/// </summary>
public interface ICostLedger
{
    /// <summary>Starts a meter; one that has been started goes on as it is.</summary>
    Task OpenAsync(CostMeter meter, CancellationToken cancellationToken);

    /// <summary>No group came of it: nothing is owed.</summary>
    Task DiscardAsync(MeterKey key, CancellationToken cancellationToken);

    /// <summary>Books the cost. Of several ends the first one counts; without a meter nothing happens.</summary>
    Task CloseAsync(MeterKey key, DateTimeOffset endedOn, CancellationToken cancellationToken);

    /// <summary>Every meter whose cost is not booked yet, for janitors.</summary>
    IAsyncEnumerable<CostMeter> MetersAsync(CancellationToken cancellationToken);

    Task<MonthlyCosts> ReadAsync(string workspace, CostMonth month, CancellationToken cancellationToken);
}
