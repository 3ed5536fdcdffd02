namespace Azure.Monitor.Query;

public class LogsQueryOptions
{
    /// <summary>Whether an answer of which a part failed is given, rather than thrown.</summary>
    public bool AllowPartialErrors { get; set; }

    public TimeSpan? ServerTimeout { get; set; }
}
