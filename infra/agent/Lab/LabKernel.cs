using System.Text.Json.Serialization;

namespace CloudWorkspaces.Agent.Lab;

/// <summary>A kernel that JupyterLab runs.</summary>
internal sealed record LabKernel
{
    /// <summary>starting, idle, busy, restarting or dead.</summary>
    [JsonPropertyName("execution_state")]
    public string? State { get; init; }

    [JsonPropertyName("last_activity")]
    public DateTimeOffset? LastActivity { get; init; }
}
