using System.Buffers.Text;
using CloudWorkspaces.Agents;

namespace CloudWorkspaces.Sessions;

/// <summary>
/// The secrets of an attempt, derived from the app's key whenever they are needed and so stored nowhere: the agent's,
/// and JupyterLab's token. Each attempt has others, so that a token ends with the container that knew it.
/// </summary>
public sealed class SessionKeys(AgentKeys keys)
{
    /// <summary>As it goes into a container, base64url.</summary>
    public string AgentKey(SessionReference session) => Base64Url.EncodeToString(AgentKeyOf(session));

    public string Token(SessionReference session) =>
        Convert.ToHexStringLower(keys.Of($"session-token/v1/{Path(session)}"));

    internal byte[] AgentKeyOf(SessionReference session) => keys.Of($"session-agent/v1/{Path(session)}");

    private static string Path(SessionReference session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return $"{session.Workspace}/{session.SessionId}/{session.Attempt}";
    }
}
