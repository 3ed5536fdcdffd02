namespace CloudWorkspaces.Runs;

/// <summary>How far a notebook has come.</summary>
public sealed record RunCells
{
    /// <summary>Code cells of the notebook.</summary>
    public int Total { get; init; }

    public int Completed { get; init; }

    /// <summary>Zero-based index of the cell that runs now.</summary>
    public int? Current { get; init; }
}
