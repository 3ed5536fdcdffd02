using System.Text.Json.Serialization;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>Names an update: the input of its orchestration and activities.</summary>
public sealed record EnvironmentUpdateKey(string Name, int Number)
{
    [JsonIgnore]
    public string InstanceId => $"environment-update-{Name}-{Number}";
}
