using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// The row that owns a queue. Every decision rewrites it under its ETag in the transaction that moves the entries:
/// of two deciders who read the same counts only one can write.
/// </summary>
internal sealed class AdmissionOwner : ITableEntity
{
    public const string Key = "owner";

    public string PartitionKey { get; set; } = "";
    public string RowKey { get; set; } = Key;
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }
    public int Waiting { get; set; }
    public int Running { get; set; }
    public int Finishing { get; set; }
    public int Converting { get; set; }
    public int Sessions { get; set; }
    public long MilliCpu { get; set; }

    /// <summary>See <see cref="FairTurns"/>; null while nobody waits.</summary>
    public string? Turns { get; set; }

    public AdmissionCounts ToCounts() => new()
    {
        Waiting = Waiting,
        Running = Running,
        Finishing = Finishing,
        Converting = Converting,
        Sessions = Sessions,
        MilliCpu = MilliCpu,
    };

    public static AdmissionOwner Of(QueueKey queue, AdmissionCounts counts, FairTurns turns) => new()
    {
        PartitionKey = queue.Partition,
        Waiting = counts.Waiting,
        Running = counts.Running,
        Finishing = counts.Finishing,
        Converting = counts.Converting,
        Sessions = counts.Sessions,
        MilliCpu = counts.MilliCpu,
        Turns = counts.Waiting > 0 ? turns.ToJson() : null,
    };
}
