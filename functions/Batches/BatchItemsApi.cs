using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Batches;

/// <summary><c>/api/workspaces/{ws}/batches/{id}/items</c> and <c>/results</c>.</summary>
public sealed class BatchItemsApi(BatchLookup batches, BatchItemStore items)
{
    private const string Route = "api/workspaces/{ws}/batches/{id}";

    /// <summary>In the order of the submission; the cursor is the index of the next.</summary>
    [Function("BatchItemList")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/items")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var batch = await batches.GetAsync(request, id, cancellationToken);
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var (cursor, limit) = (query.Cursor(), query.Limit(normal: 100, max: 1_000));
        var state = State(query.Text("state"), errors);
        query.RefuseOthers();
        var from = 0;
        if (cursor is not null && (!int.TryParse(cursor, out from) || from < 0 || from > batch.Total))
        {
            errors.Add("cursor", "is not one that a list has given.");
        }

        errors.ThrowIfAny();
        var found = await items.ReadAsync(batch.Reference, batch.Total, from, cancellationToken)
            .Where(item => state is null || item.State == state)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return ApiJson.Result(new
        {
            Items = found.Take(limit).Select(BatchItemView.Of),
            Cursor = found.Count > limit ? $"{found[limit].Index}" : null,
        });
    }

    /// <summary>A row for each item: its parameters and what its notebook has recorded.</summary>
    [Function("BatchResults")]
    [RequiresRole(WorkspaceRole.Viewer)]
    public async Task<IActionResult> Results(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/results")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var batch = await batches.GetAsync(request, id, cancellationToken);
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var format = query.Text("format") ?? "json";
        query.RefuseOthers();
        if (format is not ("json" or "csv"))
        {
            errors.Add("format", "must be json or csv.");
        }

        errors.ThrowIfAny();
        var all = await items.ReadAsync(batch.Reference, batch.Total, 0, cancellationToken).ToListAsync(cancellationToken);
        return format == "csv"
            ? new FileContentResult(BatchTable.ToCsv(all), "text/csv; charset=utf-8") { FileDownloadName = $"batch-{batch.Id}.csv" }
            : ApiJson.Result(new { Batch = batch.Id.Value, Items = all.Select(BatchItemView.Of) });
    }

    private static BatchItemState? State(string? text, RequestErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        var states = Enum.GetValues<BatchItemState>();
        if (Array.Find(states, state => BatchTable.Name(state) == text) is var known && BatchTable.Name(known) == text)
        {
            return known;
        }

        errors.Add("state", $"must be one of {string.Join(", ", states.Select(BatchTable.Name))}.");
        return null;
    }
}
