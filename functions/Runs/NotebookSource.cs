using Azure;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs;

/// <summary>Reads the notebook of a submission as it is now, and checks that it is one.</summary>
public sealed class NotebookSource(FileStore files, IOptions<RunOptions> options)
{
    private const string Field = "notebook";

    /// <returns>What the run calls its notebook, its file name, and its bytes; useless once an error was added.</returns>
    internal async Task<(string Notebook, string Name, ReadOnlyMemory<byte> Content)> ReadAsync(
        Workspace workspace, RunSubmission submission, RequestErrors errors, CancellationToken cancellationToken)
    {
        // A browser may send a whole path as the file's name.
        var given = submission.Upload is { } upload
            ? upload.FileName[(upload.FileName.LastIndexOfAny(['/', '\\']) + 1)..]
            : submission.NotebookPath;
        if (given is null)
        {
            return default;
        }

        if (!FilePath.TryParse(given, out var path, out var reason))
        {
            errors.Add(Field, reason);
            return default;
        }

        if (!path.Name.EndsWith(NotebookRules.Extension, StringComparison.Ordinal) ||
            path.Name.Length == NotebookRules.Extension.Length)
        {
            errors.Add(Field, $"must name a file that ends with {NotebookRules.Extension}.");
            return default;
        }

        var content = submission.Upload?.Content ?? await DownloadAsync(workspace, path, errors, cancellationToken);
        if (content is { } bytes && !IsTooLarge(bytes.Length, errors) && NotebookRules.Fault(bytes) is { } fault)
        {
            errors.Add(Field, fault);
        }

        return (path.Value, path.Name, content ?? default);
    }

    private async Task<ReadOnlyMemory<byte>?> DownloadAsync(
        Workspace workspace, FilePath path, RequestErrors errors, CancellationToken cancellationToken)
    {
        var blob = files.Blob(workspace, path);
        try
        {
            using BlobDownloadStreamingResult download =
                await blob.DownloadStreamingAsync(cancellationToken: cancellationToken);
            if (IsTooLarge(download.Details.ContentLength, errors))
            {
                return null;
            }

            using var buffer = new MemoryStream();
            await download.Content.CopyToAsync(buffer, cancellationToken);
            return buffer.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            errors.Add(Field, $"names '{path}', which does not exist in workspace '{workspace.Name}'.");
            return null;
        }
    }

    private bool IsTooLarge(long bytes, RequestErrors errors)
    {
        var tooLarge = bytes > options.Value.MaxNotebookBytes;
        if (tooLarge)
        {
            errors.Add(Field, $"has {bytes} bytes; notebooks may have {options.Value.MaxNotebookBytes}.");
        }

        return tooLarge;
    }
}
