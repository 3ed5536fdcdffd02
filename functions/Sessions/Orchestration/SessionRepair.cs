namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>What the janitor does for an attempt that has an active entry.</summary>
internal enum SessionRepair
{
    None,

    /// <summary>Its process ended between the insert of the row and the start of the orchestration.</summary>
    Start,

    /// <summary>Its orchestration is gone: nobody else would end it.</summary>
    Settle,

    /// <summary>The event of its stop was lost.</summary>
    RaiseStop,

    /// <summary>Its active entry has outlived it.</summary>
    Forget,
}
