using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Azure.Monitor.Query.Models;

/// <summary>
/// The values of a row, by column. Numbers that are not finite come as text and are read as such, as is what the service
/// writes of times. A name that is no column is a KeyNotFoundException.
/// </summary>
public class LogsTableRow : IReadOnlyList<object?>
{
    private readonly IReadOnlyList<LogsTableColumn> _columns;
    private readonly JsonArray _values;

    internal LogsTableRow(IReadOnlyList<LogsTableColumn> columns, JsonArray values) => (_columns, _values) = (columns, values);

    public int Count => _values.Count;

    public object? this[int index] => _values[index] is null ? null : _columns[index].Type.ToString() switch
    {
        "datetime" => GetDateTimeOffset(index),
        "bool" => GetBoolean(index),
        "int" => GetInt32(index),
        "long" => GetInt64(index),
        "real" => GetDouble(index),
        "timespan" => GetTimeSpan(index),
        _ => GetString(index),
    };

    public object? this[string name] => this[IndexOf(name)];

    public bool? GetBoolean(int index) => _values[index] is { } value
        ? value.GetValueKind() is System.Text.Json.JsonValueKind.Number ? value.GetValue<int>() != 0 : value.GetValue<bool>()
        : null;

    public bool? GetBoolean(string name) => GetBoolean(IndexOf(name));

    public DateTimeOffset? GetDateTimeOffset(int index) => _values[index]?.GetValue<DateTimeOffset>();

    public DateTimeOffset? GetDateTimeOffset(string name) => GetDateTimeOffset(IndexOf(name));

    public double? GetDouble(int index) => _values[index] is not { } value ? null
        : value.GetValueKind() is System.Text.Json.JsonValueKind.String
            ? double.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture)
            : value.GetValue<double>();

    public double? GetDouble(string name) => GetDouble(IndexOf(name));

    public int? GetInt32(int index) => _values[index]?.GetValue<int>();

    public int? GetInt32(string name) => GetInt32(IndexOf(name));

    public long? GetInt64(int index) => _values[index]?.GetValue<long>();

    public long? GetInt64(string name) => GetInt64(IndexOf(name));

    public string? GetString(int index) => _values[index]?.ToString();

    public string? GetString(string name) => GetString(IndexOf(name));

    public TimeSpan? GetTimeSpan(int index) => _values[index] is { } value
        ? TimeSpan.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture)
        : null;

    public TimeSpan? GetTimeSpan(string name) => GetTimeSpan(IndexOf(name));

    public override string ToString() => _values.ToJsonString();

    IEnumerator<object?> IEnumerable<object?>.GetEnumerator() =>
        Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<object?>)this).GetEnumerator();

    private int IndexOf(string name)
    {
        for (var index = 0; index < _columns.Count; index++)
        {
            if (_columns[index].Name == name)
            {
                return index;
            }
        }

        throw new KeyNotFoundException($"The table has no column '{name}'.");
    }
}
