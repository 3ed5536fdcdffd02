namespace CloudWorkspaces.Runs;

/// <summary>A notebook that came with a request.</summary>
internal sealed record UploadedNotebook
{
    /// <summary>As the caller's file name gave it.</summary>
    public required string FileName { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }
}
