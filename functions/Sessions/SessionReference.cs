using System.Text.Json.Serialization;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>Which attempt of which session: the input of its orchestrator and of its activities.</summary>
public sealed record SessionReference(string Workspace, string SessionId, int Attempt)
{
    [JsonIgnore]
    public RunId Id => RunId.Parse(SessionId);

    /// <summary>The id of the attempt's orchestration, and the name of its container group.</summary>
    [JsonIgnore]
    public string InstanceId => $"session-{SessionId}-{Attempt}";
}
