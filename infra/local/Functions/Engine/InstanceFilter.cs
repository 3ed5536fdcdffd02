using Azure.Data.Tables;
using CloudWorkspaces.Local.Functions.Storage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>A query for instances as a filter on status rows.</summary>
internal static class InstanceFilter
{
    public static string From(OrchestrationQuery query)
    {
        var parts = new List<string> { TableClient.CreateQueryFilter($"RowKey eq {HubNames.StatusRow}") };
        if (query.CreatedFrom is { } from)
        {
            parts.Add(TableClient.CreateQueryFilter($"CreatedOn ge {from}"));
        }

        if (query.CreatedTo is { } to)
        {
            parts.Add(TableClient.CreateQueryFilter($"CreatedOn le {to}"));
        }

        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
        {
            var key = HubNames.Key(prefix);
            parts.Add(TableClient.CreateQueryFilter($"PartitionKey ge {key} and PartitionKey lt {key + '\u007f'}"));
        }

        if (query.Statuses?.ToList() is { Count: > 0 } statuses)
        {
            var any = statuses.Select(status => TableClient.CreateQueryFilter($"Status eq {status.ToString()}"));
            parts.Add($"({string.Join(" or ", any)})");
        }

        return string.Join(" and ", parts);
    }
}
