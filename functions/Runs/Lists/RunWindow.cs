namespace CloudWorkspaces.Runs.Lists;

/// <summary>All runs from one id down to another.</summary>
internal sealed record RunWindow
{
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<RunRecord> Runs { get; init; }

    /// <summary>Where the window ends, this id included; the lowest id when nothing is older.</summary>
    public required RunId Low { get; init; }
}
