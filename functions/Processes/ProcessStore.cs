using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Runs;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Processes;

/// <summary>
/// The published notebooks of workspaces: a row each in the table <c>Processes</c>, and the notebook as a blob of its
/// content's hash beside the runs. The blob is written first, so a row always finds its notebook.
/// </summary>
public sealed class ProcessStore(TableServiceClient tables, RunBlobStore blobs) : IHostedService
{
    private const string Folder = "processes";

    private readonly TableClient _table = tables.GetTableClient("Processes");

    public async Task StartAsync(CancellationToken cancellationToken) => await _table.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal async Task<(NotebookProcess Process, ETag Tag)?> FindAsync(string workspace, string id, CancellationToken cancellationToken)
    {
        // What no id can be is not asked for: keys of rows have characters that they do not take.
        if (!ProcessIds.IsValid(id))
        {
            return null;
        }

        var row = await _table.GetEntityIfExistsAsync<TableEntity>(workspace, id, cancellationToken: cancellationToken);
        return row.HasValue ? (ProcessRow.FromEntity(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>By id; one more than the limit if there are more.</summary>
    internal async Task<IReadOnlyList<NotebookProcess>> ListAsync(
        string workspace, int limit, string after, CancellationToken cancellationToken) =>
        await _table
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {workspace} and RowKey gt {after}"),
                maxPerPage: Math.Min(limit + 1, 1_000),
                cancellationToken: cancellationToken)
            .Take(limit + 1)
            .Select(ProcessRow.FromEntity)
            .ToListAsync(cancellationToken);

    /// <summary>Null if there is one of that id.</summary>
    internal async Task<ETag?> TryInsertAsync(NotebookProcess process, ReadOnlyMemory<byte> notebook, CancellationToken cancellationToken)
    {
        await WriteNotebookAsync(process, notebook, cancellationToken);
        try
        {
            return (await _table.AddEntityAsync(ProcessRow.ToEntity(process), cancellationToken)).Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return null;
        }
    }

    /// <summary>Null if it is not as the tag says any more.</summary>
    internal async Task<ETag?> TryReplaceAsync(
        NotebookProcess process, ReadOnlyMemory<byte> notebook, ETag tag, CancellationToken cancellationToken)
    {
        await WriteNotebookAsync(process, notebook, cancellationToken);
        try
        {
            var answer = await _table.UpdateEntityAsync(ProcessRow.ToEntity(process), tag, TableUpdateMode.Replace, cancellationToken);
            return answer.Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>False if it is not as the tag says any more. Copies of its notebooks go with it.</summary>
    internal async Task<bool> TryRemoveAsync(string workspace, string id, ETag tag, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(workspace, id, tag, cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
        {
            return false;
        }

        var container = blobs.Container(workspace);
        await foreach (var blob in container.GetBlobsAsync(
            new GetBlobsOptions { Prefix = $"{Folder}/{id}/" }, cancellationToken))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }

        return true;
    }

    /// <summary>The notebook as it was published.</summary>
    internal async Task<ReadOnlyMemory<byte>> NotebookAsync(NotebookProcess process, CancellationToken cancellationToken)
    {
        var blob = blobs.Container(process.Workspace).GetBlobClient(NotebookBlob(process));
        return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
    }

    private async Task WriteNotebookAsync(
        NotebookProcess process, ReadOnlyMemory<byte> notebook, CancellationToken cancellationToken) =>
        await blobs.Container(process.Workspace)
            .GetBlobClient(NotebookBlob(process))
            .UploadAsync(BinaryData.FromBytes(notebook), overwrite: true, cancellationToken);

    private static string NotebookBlob(NotebookProcess process) => $"{Folder}/{process.Id}/{process.NotebookSha256}.ipynb";
}
