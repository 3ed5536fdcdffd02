using System.Buffers.Text;
using CloudWorkspaces.Agent.Tls;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>What the container group's definition tells the agent.</summary>
internal sealed record AgentSettings
{
    /// <summary>Variables with this prefix are the agent's own, and never reach the notebook.</summary>
    public const string Prefix = "CLOUD_WORKSPACES_AGENT_";

    public const string EndpointVariable = Prefix + "ENDPOINT";
    public const string KeyVariable = Prefix + "KEY";

    public required Uri Endpoint { get; init; }

    public required byte[] Key { get; init; }

    /// <summary>PEM of further certificate authorities.</summary>
    public string? ExtraAuthorities { get; init; }

    /// <summary>Null with a message in <paramref name="error"/> when a variable is missing or malformed.</summary>
    public static AgentSettings? Read(Func<string, string?> variable, out string error)
    {
        error = "";
        if (!Uri.TryCreate(variable(EndpointVariable)?.TrimEnd('/'), UriKind.Absolute, out var endpoint) ||
            endpoint.Scheme is not ("http" or "https"))
        {
            error = $"{EndpointVariable} is not an http or https address";
            return null;
        }

        var key = variable(KeyVariable);
        if (string.IsNullOrEmpty(key) || !Base64Url.IsValid(key))
        {
            error = $"{KeyVariable} is not a base64url text";
            return null;
        }

        return new AgentSettings
        {
            Endpoint = endpoint,
            Key = Base64Url.DecodeFromChars(key),
            ExtraAuthorities = variable(TrustedRoots.ExtraVariable),
        };
    }
}
