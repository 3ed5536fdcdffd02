using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// A run in a queue. While it waits there is a second row, sorted by <see cref="AdmissionRules.Order"/>, so that the
/// next in line are the first rows of a range.
/// </summary>
internal sealed class AdmissionRow : ITableEntity
{
    public const string EntryPrefix = "run:";
    public const string LinePrefix = "wait:";

    public string PartitionKey { get; set; } = "";
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }
    public string Workspace { get; set; } = "";
    public string RunId { get; set; } = "";
    public string State { get; set; } = "";
    public int Priority { get; set; }

    /// <summary>Thousandths of virtual CPUs.</summary>
    public int MilliCpu { get; set; }

    public DateTimeOffset Since { get; set; }

    public AdmissionState ToState() => Enum.Parse<AdmissionState>(State);

    public RunReference ToRun() => new(Workspace, RunId);

    private string LineKey() => LinePrefix + AdmissionRules.Order(Priority, RunId);

    public static AdmissionRow Of(
        QueueKey queue, RunDemand demand, AdmissionState state, DateTimeOffset now) => new()
        {
            PartitionKey = queue.Partition,
            RowKey = EntryKey(demand.Run.RunId),
            Workspace = demand.Run.Workspace,
            RunId = demand.Run.RunId,
            State = state.ToString(),
            Priority = demand.Priority,
            MilliCpu = demand.MilliCpu,
            Since = now,
        };

    public static string EntryKey(string runId) => EntryPrefix + runId;

    public AdmissionRow InLine() => With(LineKey(), ToState(), Since);

    public AdmissionRow AsEntry(AdmissionState state, DateTimeOffset since) => With(EntryKey(RunId), state, since);

    public AdmissionEntry ToEntry() => new()
    {
        Queue = QueueKey.FromPartition(PartitionKey),
        Run = ToRun(),
        State = ToState(),
        Since = Since,
    };

    private AdmissionRow With(string key, AdmissionState state, DateTimeOffset since) => new()
    {
        PartitionKey = PartitionKey,
        RowKey = key,
        Workspace = Workspace,
        RunId = RunId,
        State = state.ToString(),
        Priority = Priority,
        MilliCpu = MilliCpu,
        Since = since,
    };
}
