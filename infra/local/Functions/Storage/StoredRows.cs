using Azure.Data.Tables;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Which rows an instance has in storage and which payload blobs they name, as this process knows it: so that what a
/// write makes void can be deleted without reading.
/// </summary>
internal sealed class StoredRows
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, string>> _rows = new(StringComparer.Ordinal);

    /// <summary>The row is stored now, at least the properties that it has here; returns the blobs that no longer count.</summary>
    public IReadOnlyList<string> Put(TableEntity row)
    {
        var voided = new List<string>();
        lock (_lock)
        {
            if (!_rows.TryGetValue(row.RowKey, out var names))
            {
                _rows[row.RowKey] = names = [];
            }

            foreach (var (property, name) in PayloadStore.Named(row))
            {
                if (names.Remove(property, out var old) && old != name)
                {
                    voided.Add(old);
                }

                if (name.Length > 0)
                {
                    names[property] = name;
                }
            }
        }

        return voided;
    }

    /// <summary>The rows are not stored any more; returns their blobs.</summary>
    public IReadOnlyList<string> Remove(IEnumerable<string> rowKeys)
    {
        lock (_lock)
        {
            return [.. rowKeys.SelectMany(key => _rows.Remove(key, out var names) ? names.Values.ToArray() : [])];
        }
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<string> Keys(string prefix)
    {
        lock (_lock)
        {
            return [.. _rows.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        }
    }

    public IReadOnlySet<string> Blobs()
    {
        lock (_lock)
        {
            return _rows.Values.SelectMany(names => names.Values).ToHashSet(StringComparer.Ordinal);
        }
    }
}
