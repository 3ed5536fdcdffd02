namespace CloudWorkspaces.Files;

/// <summary>A page of files in the order of their paths.</summary>
public sealed record FilePage
{
    public required IReadOnlyList<FileEntry> Items { get; init; }

    /// <summary>Asks for the next page; null after the last.</summary>
    public string? Cursor { get; init; }
}
