using Azure.Data.Tables;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>
/// Reads many partitions at once. Azurite goes through the whole table for each query, so a query for each partition
/// takes the product of both. The range in which the partitions lie is read by pages instead, for as long as that is
/// sure to be less work; partitions that have not come by then are left to queries of their own.
/// </summary>
internal static class PartitionReader
{
    private const int RowsPerPage = 1_000;

    /// <summary>Azurite also sorts what a page is taken from, so a page takes the time of some queries.</summary>
    private const int QueriesPerPage = 8;

    /// <summary>Rows by partition, each partition's as a whole.</summary>
    public static async Task<IReadOnlyDictionary<string, List<TableEntity>>> ReadAsync(
        TableClient table, IEnumerable<string> partitions, CancellationToken cancellationToken)
    {
        var wanted = partitions.ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, List<TableEntity>>(StringComparer.Ordinal);
        var pagesLeft = wanted.Count / QueriesPerPage;
        if (pagesLeft == 0)
        {
            return found;
        }

        var (first, last) = (wanted.Min(StringComparer.Ordinal)!, wanted.Max(StringComparer.Ordinal)!);
        var range = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last}");
        await foreach (var page in table.QueryAsync<TableEntity>(range, RowsPerPage, cancellationToken: cancellationToken).AsPages())
        {
            foreach (var row in page.Values.Where(row => wanted.Contains(row.PartitionKey)))
            {
                if (!found.TryGetValue(row.PartitionKey, out var rows))
                {
                    found.Add(row.PartitionKey, rows = []);
                }

                rows.Add(row);
            }

            if (--pagesLeft == 0)
            {
                // The last partition of the page may go on in the next.
                if (page is { ContinuationToken: not null, Values: [.., var end] })
                {
                    found.Remove(end.PartitionKey);
                }

                break;
            }
        }

        return found;
    }
}
