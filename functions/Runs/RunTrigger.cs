namespace CloudWorkspaces.Runs;

/// <summary>What asked for a run.</summary>
public enum RunTrigger
{
    /// <summary>A request to the API.</summary>
    Http,

    /// <summary>A schedule that was due.</summary>
    Schedule,

    /// <summary>A file that was uploaded.</summary>
    Upload,

    /// <summary>A batch, for one of its items.</summary>
    Batch,

    /// <summary>A request to run an earlier run again.</summary>
    Rerun,

    /// <summary>An execution of a process through OGC API – Processes.</summary>
    Process,

    /// <summary>The product itself: samples of environments and parity checks.</summary>
    System,
}
