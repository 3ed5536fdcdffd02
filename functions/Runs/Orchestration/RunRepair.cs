namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What the janitor does for a run that has an active entry.</summary>
internal enum RunRepair
{
    None,

    /// <summary>Its process ended between the insert of the row and the start of the orchestration.</summary>
    Start,

    /// <summary>Its orchestration is gone: nobody else would end it.</summary>
    Settle,

    /// <summary>The event of its cancellation was lost.</summary>
    RaiseCancel,

    /// <summary>Its active entry has outlived it.</summary>
    Forget,
}
