using CloudWorkspaces.Mounts;

namespace CloudWorkspaces.Sessions.Agents;

/// <summary>The answer to <c>start</c>: all that an agent needs for its attempt, but for the token that it has.</summary>
public sealed record SessionAssignment
{
    public required string Workspace { get; init; }
    public required string SessionId { get; init; }
    public required int Attempt { get; init; }
    public required int Port { get; init; }

    /// <summary>With a slash at both ends.</summary>
    public required string BasePath { get; init; }

    /// <summary>What speaks TLS is in front, on the group's loopback: nothing else may reach JupyterLab.</summary>
    public required bool BehindProxy { get; init; }

    /// <summary>From one look at what goes on to the next.</summary>
    public required int ActivitySeconds { get; init; }

    /// <summary>The environment as <c>name:version</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Of the workspace; access to their containers is among the addresses.</summary>
    public required IReadOnlyList<AgentMount> Mounts { get; init; }

    public required IReadOnlyDictionary<string, Uri> Blobs { get; init; }

    /// <summary>Of the addresses: the agent asks for new ones before.</summary>
    public required DateTimeOffset ExpiresOn { get; init; }
}
