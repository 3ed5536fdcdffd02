namespace Azure.Monitor.Query.Models;

public class LogsQueryResult
{
    internal LogsQueryResult(IReadOnlyList<LogsTable> tables, ResponseError? error) => (AllTables, Error) = (tables, error);

    public IReadOnlyList<LogsTable> AllTables { get; }

    /// <summary>What failed of a query that succeeded in part.</summary>
    public ResponseError? Error { get; }

    public LogsQueryResultStatus Status =>
        Error is null ? LogsQueryResultStatus.Success : LogsQueryResultStatus.PartialFailure;

    /// <summary>The query's own table.</summary>
    public LogsTable Table => AllTables[0];
}
