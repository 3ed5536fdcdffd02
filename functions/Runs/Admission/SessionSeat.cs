using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>A session among the rows of its workspace's queue: its processors are not there for runs.</summary>
internal sealed class SessionSeat : ITableEntity
{
    public const string Prefix = "session:";

    public string PartitionKey { get; set; } = "";
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    /// <summary>Thousandths of virtual CPUs, at least 1.</summary>
    public int MilliCpu { get; set; }

    public static SessionSeat Of(QueueKey queue, string session, double cpu) => new()
    {
        PartitionKey = queue.Partition,
        RowKey = Prefix + session,
        MilliCpu = Math.Max(1, AdmissionLimits.Thousandths(cpu)),
    };
}
