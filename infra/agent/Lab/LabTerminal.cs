using System.Text.Json.Serialization;

namespace CloudWorkspaces.Agent.Lab;

/// <summary>A terminal that JupyterLab runs.</summary>
internal sealed record LabTerminal
{
    /// <summary>The last input or output.</summary>
    [JsonPropertyName("last_activity")]
    public DateTimeOffset? LastActivity { get; init; }
}
