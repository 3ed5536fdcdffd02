using Azure;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Files;
using CloudWorkspaces.Homes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs;

/// <summary>Reads the notebook of a submission as it is now, and checks that it is one.</summary>
public sealed class NotebookSource(
    FileStore files, GitSources repositories, IOptions<RunOptions> options, IOptions<HomeOptions> homes)
{
    /// <summary>What a notebook's path in home begins with, where a path in the workspace's files is expected.</summary>
    internal const string Home = "home:";

    private const string Field = "notebook";

    /// <summary>Reads and checks it; of one in home or git only the name, since the agent copies it from there.</summary>
    /// <returns>Useless once an error was added.</returns>
    internal async Task<SubmittedNotebook> ReadAsync(
        Workspace workspace, RunSubmission submission, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (submission.Git is { } source)
        {
            return await repositories.CheckAsync(workspace, source, errors, cancellationToken);
        }

        // A browser may send a whole path as the file's name.
        var given = submission.Upload is { } upload
            ? upload.FileName[(upload.FileName.LastIndexOfAny(['/', '\\']) + 1)..]
            : submission.NotebookPath;
        if (given is null)
        {
            return new();
        }

        var inHome = submission.Upload is null && given.StartsWith(Home, StringComparison.Ordinal);
        if (!FilePath.TryParse(inHome ? given[Home.Length..] : given, out var path, out var reason))
        {
            errors.Add(Field, reason);
            return new();
        }

        if (NotebookRules.NameFault(path.Name) is { } nameFault)
        {
            errors.Add(Field, nameFault);
            return new();
        }

        if (inHome)
        {
            return FromHome(path, errors);
        }

        var content = submission.Upload?.Content ?? await DownloadAsync(workspace, path, errors, cancellationToken);
        if (content is { } bytes && !IsTooLarge(bytes.Length, errors) && NotebookRules.Fault(bytes) is { } fault)
        {
            errors.Add(Field, fault);
        }

        return new() { Reference = path.Value, Name = path.Name, Content = content ?? default };
    }

    private SubmittedNotebook FromHome(FilePath path, RequestErrors errors)
    {
        if (homes.Value.AccountName.Length == 0)
        {
            errors.Add(Field, "names a notebook in home, but this deployment has no homes.");
        }

        return new() { Reference = Home + path.Value, Name = path.Name, HomePath = path.Value };
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
