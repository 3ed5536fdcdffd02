using System.Text.Json.Serialization;

namespace CloudWorkspaces.Runs;

/// <summary>Which run: the input of <c>RunOrchestrator</c> and of its activities.</summary>
public sealed record RunReference(string Workspace, string RunId)
{
    [JsonIgnore]
    public RunId Id => Runs.RunId.Parse(RunId);

    /// <summary>The id of the run's orchestration.</summary>
    [JsonIgnore]
    public string InstanceId => $"run-{RunId}";
}
