using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Azure;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>Stores a file where its blob is as expected, or has the same content already.</summary>
internal sealed class FileUpload(MountContainer container)
{
    /// <param name="blob">Its name.</param>
    /// <param name="content">Of the file.</param>
    /// <param name="stamp">Of the file, before its content was read.</param>
    /// <param name="hash">Of the content, where it is known.</param>
    /// <param name="tag">Of the blob as it is expected; null where there is to be none.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <returns>Null when the blob is another than expected, with another content.</returns>
    public async Task<MountedFile?> TryPutAsync(
        string blob, FileStream content, FileStamp stamp, byte[]? hash, ETag? tag, CancellationToken cancellationToken)
    {
        if (await container.TryPutAsync(blob, content, hash, tag, cancellationToken) is { } put)
        {
            return new() { Stamp = stamp, Blob = blob, Tag = put.ETag, Hash = put.ContentHash ?? hash };
        }

        // The answer to an earlier try may have been lost, or others have come to the same content.
        var found = await container.FindAsync(blob, cancellationToken);
        if (found?.ContentHash is not { } theirs || found.ContentLength != content.Length)
        {
            return null;
        }

        var ours = hash ?? await HashAsync(content, cancellationToken);
        return ours.AsSpan().SequenceEqual(theirs)
            ? new() { Stamp = stamp, Blob = blob, Tag = found.ETag, Hash = theirs }
            : null;
    }

    [SuppressMessage(
        "Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It is what storage compares by.")]
    public static async Task<byte[]> HashAsync(FileStream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        return await MD5.HashDataAsync(content, cancellationToken);
    }
}
