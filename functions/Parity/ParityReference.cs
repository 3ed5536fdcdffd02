using System.Text.Json.Serialization;

namespace CloudWorkspaces.Parity;

/// <summary>Which check: the input of its orchestration and activities.</summary>
public sealed record ParityReference(string Workspace, string Id)
{
    [JsonIgnore]
    public string InstanceId => $"parity-{Id}";
}
