namespace Microsoft.Azure.Functions.Worker;

public class TimerInfo
{
    /// <summary>Null for a schedule that is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when this invocation makes up for an occurrence that was missed.</summary>
    public bool IsPastDue { get; set; }
}
