namespace Azure.Monitor.Query.Models;

public class LogsTable
{
    internal LogsTable(string name, IReadOnlyList<LogsTableColumn> columns, IReadOnlyList<LogsTableRow> rows) =>
        (Name, Columns, Rows) = (name, columns, rows);

    public IReadOnlyList<LogsTableColumn> Columns { get; }

    public string Name { get; }

    public IReadOnlyList<LogsTableRow> Rows { get; }

    public override string ToString() => $"{Name}: {Columns.Count} columns, {Rows.Count} rows";
}
