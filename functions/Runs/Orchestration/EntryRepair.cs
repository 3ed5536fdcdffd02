namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>What the janitor does about a run's place in a queue.</summary>
internal enum EntryRepair
{
    None,

    /// <summary>Nobody will give the place back.</summary>
    Release,

    /// <summary>The event that told of the place was lost.</summary>
    Raise,
}
