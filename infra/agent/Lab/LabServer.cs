using System.Text.Json.Serialization;

namespace CloudWorkspaces.Agent.Lab;

/// <summary>Jupyter's own word about its server, kernels and terminals, as far as it matters here.</summary>
internal sealed record LabServer
{
    [JsonPropertyName("last_activity")]
    public DateTimeOffset? LastActivity { get; init; }
}
