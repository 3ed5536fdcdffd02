using CloudWorkspaces.Agent.Mounts;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>What the endpoint answers to a start: the session of this attempt.</summary>
internal sealed record SessionJob
{
    public required string Workspace { get; init; }

    public required string SessionId { get; init; }

    public required int Attempt { get; init; }

    public required int Port { get; init; }

    /// <summary>With a slash at both ends.</summary>
    public required string BasePath { get; init; }

    /// <summary>Nothing but a proxy in the same group connects.</summary>
    public required bool BehindProxy { get; init; }

    /// <summary>From one look at what goes on to the next.</summary>
    public required int ActivitySeconds { get; init; }

    /// <summary>The environment as <c>name:version</c>; null from an app that does not tell it.</summary>
    public string? Environment { get; init; }

    public IReadOnlyList<MountJob>? Mounts { get; init; }

    /// <summary>Signed addresses by blob name, valid until <see cref="ExpiresOn"/>.</summary>
    public required IReadOnlyDictionary<string, Uri> Blobs { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }
}
