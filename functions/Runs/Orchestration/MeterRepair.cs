namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What the janitor does about a meter in the ledger.</summary>
internal enum MeterRepair
{
    None,

    /// <summary>There never was a group.</summary>
    Discard,

    /// <summary>Nobody will write its end: if the group is gone, the run's end is taken for it.</summary>
    End,
}
