namespace CloudWorkspaces.Testing;

/// <summary>What differs between the stacks that tests start.</summary>
public sealed record StackOptions
{
    public int MaxConcurrentPerWorkspace { get; init; } = 2;

    /// <summary>Put proxies before ARM and the task hub's tables, so that a test can act at a chosen request.</summary>
    public bool Proxies { get; init; }

    /// <summary>Let the emulator's registry build images from this machine's Debian packages.</summary>
    public bool Builds { get; init; }

    /// <summary>Put a proxy between containers and the blob endpoint.</summary>
    public bool BlobProxy { get; init; }

    /// <summary>Let Azurite count its requests.</summary>
    public bool CountsRequests { get; init; }

    /// <summary>Host and port on this machine that containers reach as well.</summary>
    public string? Forward { get; init; }

    /// <summary>App settings besides, or in place of, those that every stack has.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
