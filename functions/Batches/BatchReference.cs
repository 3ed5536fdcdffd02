using System.Text.Json.Serialization;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Batches;

/// <summary>Which batch.</summary>
public sealed record BatchReference(string Workspace, string BatchId)
{
    [JsonIgnore]
    public RunId Id => RunId.Parse(BatchId);

    /// <summary>The id of the orchestration of a round.</summary>
    public string InstanceId(int round) => $"batch-{BatchId}-{round}";
}
