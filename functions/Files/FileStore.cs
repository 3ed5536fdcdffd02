using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Files;

/// <summary>The files of workspaces: the blobs of their files containers.</summary>
public sealed class FileStore(BlobServiceClient blobs)
{
    internal BlobClient Blob(Workspace workspace, FilePath path) => Container(workspace).GetBlobClient(path.Value);

    /// <summary>Streams the content into the file; true when it is new.</summary>
    internal async Task<(bool Created, FileEntry File)> WriteAsync(
        Workspace workspace,
        FilePath path,
        Stream content,
        string contentType,
        BlobRequestConditions conditions,
        CancellationToken cancellationToken)
    {
        var blob = Blob(workspace, path);
        var created = !await blob.ExistsAsync(cancellationToken);
        if (created && conditions.IfMatch is not null)
        {
            throw Unmet(path);
        }

        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Conditions = conditions,
        };
        BlobContentInfo written = await Conditional(() => blob.UploadAsync(content, options, cancellationToken), path);
        BlobProperties properties = await Conditional(() => blob.GetPropertiesAsync(cancellationToken: cancellationToken), path);
        return (created, new FileEntry
        {
            Path = path.Value,
            Size = properties.ContentLength,
            ContentType = contentType,
            ETag = written.ETag.ToString("H"),
            LastModifiedOn = written.LastModified,
        });
    }

    /// <summary>False when there is no such file.</summary>
    internal async Task<bool> DeleteAsync(
        Workspace workspace, FilePath path, BlobRequestConditions conditions, CancellationToken cancellationToken) =>
        await Conditional(
            () => Blob(workspace, path).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken),
            path);

    /// <param name="workspace">Whose files.</param>
    /// <param name="prefix">What paths start with; empty for all.</param>
    /// <param name="limit">Most files of the page.</param>
    /// <param name="cursor">Storage's own mark of the place, or null.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    internal async Task<FilePage> ListAsync(
        Workspace workspace, string prefix, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var (items, next) = await BlobPages.ReadAsync(
            Container(workspace), prefix, limit, cursor, cancellationToken);
        return new FilePage { Items = [.. items.Select(blob => FileEntry.From(blob, blob.Name))], Cursor = next };
    }

    private BlobContainerClient Container(Workspace workspace) => blobs.GetBlobContainerClient(workspace.FilesContainer);

    private static async Task<T> Conditional<T>(Func<Task<Response<T>>> action, FilePath path)
    {
        try
        {
            return await action();
        }
        catch (RequestFailedException conflict)
            when (conflict.Status is StatusCodes.Status412PreconditionFailed or StatusCodes.Status409Conflict)
        {
            throw Unmet(path);
        }
        catch (RequestFailedException overtaken) when (
            overtaken.ErrorCode == BlobErrorCode.InvalidBlockList || overtaken.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            // The end of a write discards what others have sent of theirs.
            throw new ProblemException(Problems.WrongState($"'{path}' was written or removed by somebody else at the same time."));
        }
    }

    private static ProblemException Unmet(FilePath path) =>
        new(Problems.PreconditionFailed($"'{path}' is not as the request's condition says."));
}
