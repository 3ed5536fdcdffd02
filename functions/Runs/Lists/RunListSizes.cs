namespace CloudWorkspaces.Runs.Lists;

/// <summary>How many entries the parts of a list hold.</summary>
internal sealed record RunListSizes
{
    /// <summary>The newest entries stay in the head: a page of 100 and one more, which tells that there is another.</summary>
    public int Head { get; init; } = 101;

    /// <summary>So many are over in the head before they are moved to chunks.</summary>
    public int Over { get; init; } = 100;

    /// <summary>Entries of a chunk at most.</summary>
    public int Chunk { get; init; } = 400;

    /// <summary>How many entries this process adds to a list before it looks whether the head is too long.</summary>
    public int Look { get; init; } = 25;

    /// <summary>Replaced chunks stay for readers that have just learnt their names; no request takes as long.</summary>
    public TimeSpan KeepReplaced { get; init; } = TimeSpan.FromMinutes(15);
}
