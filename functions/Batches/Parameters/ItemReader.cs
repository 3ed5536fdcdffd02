using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Batches.Parameters;

/// <summary>
/// The parameter sets of a batch: a matrix, a list, CSV text, or a file of the workspace that holds a list (.json) or CSV
/// (.csv).
/// </summary>
public sealed class ItemReader(FileStore files)
{
    private const int MaxFileBytes = 20_000_000;

    internal async Task<IReadOnlyList<JsonObject>> ReadAsync(
        Workspace workspace, BatchSubmission wanted, RequestErrors errors, CancellationToken cancellationToken)
    {
        var given = new (string Name, bool IsGiven)[]
        {
            ("matrix", wanted.Matrix is not null),
            ("items", wanted.Items is not null),
            ("itemsCsv", wanted.ItemsCsv is not null),
            ("itemsFile", wanted.ItemsFile is not null),
        }.Where(way => way.IsGiven).ToList();
        if (given.Count != 1)
        {
            errors.Add("items", "one of matrix, items, itemsCsv and itemsFile must be given, and only one.");
            return [];
        }

        var field = given[0].Name;
        var items = wanted switch
        {
            { Matrix: { } matrix } => MatrixReader.Read(matrix, errors),
            { Items: { } list } => List(list, field, errors),
            { ItemsCsv: { } csv } => CsvItems.Read(csv, field, errors),
            _ => await FileAsync(workspace, wanted.ItemsFile!, errors, cancellationToken),
        };
        Check(items, field, errors);
        return items;
    }

    private static void Check(IReadOnlyList<JsonObject> items, string field, RequestErrors errors)
    {
        if (!errors.Any && items.Count is 0 or > ItemLimits.MaxItems)
        {
            errors.Add(field, $"must have 1 to {ItemLimits.MaxItems} parameter sets.");
        }
    }

    private static List<JsonObject> List(JsonElement list, string field, RequestErrors errors)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(field, "must be a list of objects.");
            return [];
        }

        List<JsonObject> items = [];
        foreach (var item in list.EnumerateArray().Take(ItemLimits.MaxItems + 1))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                errors.Add($"{field}[{items.Count}]", "must be an object with parameters by name.");
                return [];
            }

            items.Add(JsonObject.Create(item)!);
        }

        return items;
    }

    private async Task<IReadOnlyList<JsonObject>> FileAsync(
        Workspace workspace, string given, RequestErrors errors, CancellationToken cancellationToken)
    {
        const string field = "itemsFile";
        if (!FilePath.TryParse(given, out var path, out var reason))
        {
            errors.Add(field, reason);
            return [];
        }

        var isCsv = path.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        if (!isCsv && !path.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(field, "must name a file that ends with .csv or .json.");
            return [];
        }

        if (await DownloadAsync(workspace, path, errors, cancellationToken) is not { } content)
        {
            return [];
        }

        if (isCsv)
        {
            return CsvItems.Read(Encoding.UTF8.GetString(content.Span).TrimStart('\uFEFF'), field, errors);
        }

        if (JsonText.Parse(content, out var fault) is { } list)
        {
            return List(list, field, errors);
        }

        errors.Add(field, $"is not JSON: {fault!.Path} {fault.Reason}");
        return [];
    }

    private async Task<ReadOnlyMemory<byte>?> DownloadAsync(
        Workspace workspace, FilePath path, RequestErrors errors, CancellationToken cancellationToken)
    {
        try
        {
            var blob = files.Blob(workspace, path);
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (properties.Value.ContentLength > MaxFileBytes)
            {
                errors.Add("itemsFile", $"has more than {MaxFileBytes} bytes.");
                return null;
            }

            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            errors.Add("itemsFile", $"names '{path.Value}', which is not among the workspace's files.");
            return null;
        }
    }
}
