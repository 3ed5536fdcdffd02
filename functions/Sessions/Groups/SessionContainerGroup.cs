using Azure.Core;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;

namespace CloudWorkspaces.Sessions.Groups;

/// <summary>What a session's container group has of its own.</summary>
internal static class SessionContainerGroup
{
    /// <summary>The name of the agent's setting for JupyterLab's token.</summary>
    public const string Token = "TOKEN";

    public static Workload Of(
        SessionRecord session, Flavor flavor, string deployment, SessionKeys keys, SessionOptions options)
    {
        var reference = session.Reference;
        return new()
        {
            Name = reference.InstanceId,
            Workspace = session.Workspace,
            AgentCommand = "session",
            AgentPath = $"sessions/{session.Workspace}/{session.Id}/{session.Attempt}",
            AgentKey = keys.AgentKey(reference),
            AgentSecrets = new Dictionary<string, string> { [Token] = keys.Token(reference) },
            Image = session.Image,
            Flavor = flavor,
            Tags = SessionGroupTags.Of(deployment, reference),
            Door = new()
            {
                Port = options.Port,
                TlsImage = options.Tls is SessionTls.Caddy ? options.TlsImage : null,
            },
            StandbyPool = options is { StandbyPoolId.Length: > 0, StandbyPoolProfileId.Length: > 0 }
                ? new(
                    new ResourceIdentifier(options.StandbyPoolId),
                    new ResourceIdentifier(options.StandbyPoolProfileId),
                    options.StandbyPoolProfileRevision)
                : null,
        };
    }

    /// <summary>A path of the session's own keeps what a browser remembers of one session from another's.</summary>
    public static string BasePath(SessionReference session) => $"/{session.SessionId}/";

    public static string? Address(SessionReference session, string? name, SessionOptions options)
    {
        var host = options.Tls is SessionTls.Caddy ? $"https://{name}" : $"http://{name}:{options.Port}";
        return string.IsNullOrEmpty(name) ? null : host + BasePath(session);
    }
}
