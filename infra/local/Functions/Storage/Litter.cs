namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Rows and payload blobs of an instance that nothing refers to any more.</summary>
internal sealed record Litter(IReadOnlyList<string> Rows, IReadOnlyList<string> Blobs)
{
    public bool IsEmpty => Rows.Count == 0 && Blobs.Count == 0;
}
