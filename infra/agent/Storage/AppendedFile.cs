using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>
/// A local file that grows, and the append blob that follows it. Each block says where it belongs, so that a repeated
/// request never stores it twice.
/// </summary>
internal sealed class AppendedFile(string path, AppendBlobClient blob, string contentType)
{
    private const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>Blocks that come every second; later ones come every ten, as a blob holds 50,000 in all.</summary>
    private const int QuickBlocks = 20_000;

    private static readonly TimeSpan LatePause = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _flushing = new(1, 1);
    private long _stored = -1;
    private int _blocks;
    private int _skipped;

    public string Path { get; } = path;

    /// <summary>One turn of a loop that runs about once a second.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        if (_blocks < QuickBlocks || ++_skipped >= LatePause.TotalSeconds)
        {
            _skipped = 0;
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Stores everything that the file holds now; creates the blob even for an empty file.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken);
        try
        {
            if (_stored < 0)
            {
                var headers = new BlobHttpHeaders { ContentType = contentType };
                await blob.CreateAsync(new AppendBlobCreateOptions { HttpHeaders = headers }, cancellationToken);
                _stored = 0;
            }

            await using var file = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
            for (var end = file.Length; _stored < end;)
            {
                var block = new byte[(int)Math.Min(BlockBytes, end - _stored)];
                file.Position = _stored;
                await file.ReadExactlyAsync(block, cancellationToken);
                await AppendAsync(block, cancellationToken);
            }
        }
        finally
        {
            _flushing.Release();
        }
    }

    private async Task AppendAsync(byte[] block, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new MemoryStream(block);
            var conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = _stored };
            await blob.AppendBlockAsync(
                content, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellationToken);
            _stored += block.Length;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // A request whose answer was lost, or that was given up for the last flush, has stored a block: this one
            // or, as the file has grown since, the beginning of it.
            var found = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (found.Value.ContentLength <= _stored || found.Value.ContentLength > _stored + block.Length)
            {
                throw;
            }

            _stored = found.Value.ContentLength;
        }

        _blocks++;
    }
}
