using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Agents;

/// <summary>The keys that agents sign with: derived from the app's key for one attempt, never stored.</summary>
public sealed class AgentKeys(IOptions<AgentOptions> options)
{
    private readonly byte[] _key = Convert.FromBase64String(options.Value.Key);

    /// <summary>As it goes into a container, base64url.</summary>
    public string Derive(RunAttempt attempt) => Base64Url.EncodeToString(KeyOf(attempt));

    internal byte[] KeyOf(RunAttempt attempt) =>
        Of($"agent/v1/{attempt.Run.Workspace}/{attempt.Run.RunId}/{attempt.Attempt}");

    /// <summary>The key of a purpose: no two purposes share one, and none leads to another.</summary>
    internal byte[] Of(string purpose) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(purpose));
}
