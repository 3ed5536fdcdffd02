using System.Text.Json;
using CloudWorkspaces.Agent.Causes;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>An event as it is sent: at most 8 KiB, which its texts are shortened for.</summary>
internal static class EventEncoding
{
    public const int MaxBytes = 8 * 1024;

    public static byte[] Encode(AgentEvent agentEvent)
    {
        for (var limit = Cause.MaxText; ; limit /= 2)
        {
            var cut = agentEvent with { Cause = agentEvent.Cause?.Shortened(limit) };
            var bytes = JsonSerializer.SerializeToUtf8Bytes(cut, AgentJson.Default.AgentEvent);
            if (bytes.Length <= MaxBytes || limit == 0)
            {
                return bytes;
            }
        }
    }
}
