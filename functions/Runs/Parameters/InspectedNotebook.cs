namespace CloudWorkspaces.Runs.Parameters;

/// <summary>A notebook whose parameters are asked for.</summary>
internal sealed record InspectedNotebook
{
    /// <summary>As of <see cref="NotebookSchemas.Folder(ReadOnlyMemory{byte}, string, string?)"/>.</summary>
    public required string Folder { get; init; }

    /// <summary>Its path in home, where only a container sees its content: what is inferred is not kept then.</summary>
    public string? HomePath { get; init; }

    /// <summary>The environment's, by digest.</summary>
    public required string Image { get; init; }

    public string? Kernel { get; init; }
}
