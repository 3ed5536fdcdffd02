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
    public string Flow { get; set; } = "";

    /// <summary>See <see cref="FairTurns"/>; null for one that never waited.</summary>
    public long? Turn { get; set; }

    /// <summary>Thousandths of virtual CPUs.</summary>
    public int MilliCpu { get; set; }

    public DateTimeOffset Since { get; set; }

    public AdmissionState ToState() => Enum.Parse<AdmissionState>(State);

    public RunReference ToRun() => new(Workspace, RunId);

    public string LineKey() => LinePrefix + AdmissionRules.Order(Priority, Turn, RunId);

    public static AdmissionRow Of(
        QueueKey queue, RunDemand demand, AdmissionState state, DateTimeOffset now) => new()
        {
            PartitionKey = queue.Partition,
            RowKey = EntryKey(demand.Run.RunId),
            Workspace = demand.Run.Workspace,
            RunId = demand.Run.RunId,
            State = state.ToString(),
            Priority = demand.Priority,
            Flow = FairTurns.Flow(demand.Flow),
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
        Flow = Flow,
        Turn = Turn,
        MilliCpu = MilliCpu,
        Since = since,
    };
}
