using Azure;
using Azure.Storage.Blobs.Models;

namespace CloudWorkspaces.Runs.Events;

/// <summary>Reads the log of a run part by part.</summary>
public sealed class RunLogReader(RunBlobStore blobs)
{
    /// <summary>Most that a stream catches up on; the whole of it is at the run's <c>log</c>.</summary>
    public const int MaxBacklog = 256 * 1024;

    private const int MaxPart = 64 * 1024;

    /// <summary>From a number of bytes on, or from later where that is too far behind.</summary>
    internal async Task<(RunLogPart Part, int Bytes)?> ReadAsync(
        RunRecord run, long offset, long size, CancellationToken cancellationToken)
    {
        var from = Math.Max(offset, size - MaxBacklog);
        var count = (int)Math.Min(MaxPart, size - from);
        if (count <= 0)
        {
            return null;
        }

        ReadOnlyMemory<byte> bytes;
        try
        {
            BlobDownloadResult download = await blobs.Blob(run, RunBlobs.Log).DownloadContentAsync(
                new BlobDownloadOptions { Range = new HttpRange(from, count) }, cancellationToken);
            bytes = download.Content.ToMemory();
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 416)
        {
            return null;
        }

        // Where some of it is left out, the first line is not whole.
        var skipped = from > offset ? bytes.Span.IndexOf((byte)'\n') + 1 : 0;
        var isLast = run.State.IsTerminal() && from + count == size;
        var part = RunLogPart.Cut(run.Attempt, from + skipped, bytes.Span[skipped..], isLast || count == MaxPart);
        return part is { } cut ? (cut.Part, cut.Bytes) : null;
    }
}
