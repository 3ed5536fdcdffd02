using System.Buffers;
using System.Security.Cryptography;
using System.Xml.Linq;
using CloudWorkspaces.Local.Arm.Shares;
using CloudWorkspaces.Local.ShareMount;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>What is in files.</summary>
internal sealed class RangeOperations(ShareFolders folders)
{
    private const int LargestWrite = 4 * 1024 * 1024;
    private const int BufferSize = 128 * 1024;

    /// <summary>Answers GET and HEAD.</summary>
    public async Task ReadAsync(FileRequest request)
    {
        if (request.Header("x-ms-range-get-content-md5") is "true" || request.Header("x-ms-structured-body") is not null)
        {
            throw FileException.NotImplemented("checksums of what is read");
        }

        using var place = Place.Of(folders.Content(request.Id), request.Path);
        place.RequireFile();
        var isHead = HttpMethods.IsHead(request.Http.Method);
        using var file = place.Open(Linux.ReadOnly);
        var size = RandomAccess.GetLength(file);
        var asked = isHead ? null : ByteRange.Read(request)?.Within(size);
        var range = asked ?? new ByteRange(0, size - 1);
        Tell(request.Context.Response, place);
        var response = request.Context.Response;
        response.StatusCode = asked is null ? 200 : 206;
        response.ContentLength = range.Length;
        if (asked is not null)
        {
            response.Headers.ContentRange = $"bytes {range.First}-{range.Last}/{size}";
        }

        if (!isHead)
        {
            await SendAsync(file, range, response, request.Context.RequestAborted);
        }
    }

    /// <summary>Which bytes were written, as far as the file system knows: a hole smaller than its blocks is none.</summary>
    public async Task ListAsync(FileRequest request)
    {
        using var place = Place.Of(folders.Content(request.Id), request.Path);
        place.RequireFile();
        using var file = place.Open(Linux.ReadOnly);
        var size = RandomAccess.GetLength(file);
        var asked = ByteRange.Read(request) ?? new ByteRange(0, null);
        var end = Math.Min(size, asked.Last + 1 ?? size);
        FileFacts.Tell(request.Context.Response, place);
        request.Context.Response.Headers["x-ms-content-length"] = $"{size}";
        await Xml.WriteAsync(request, new XElement("Ranges", Beneath.Written(file, asked.First, end).Select(range => new XElement(
            "Range", new XElement("Start", range.First), new XElement("End", range.Last)))));
    }

    public async Task WriteAsync(FileRequest request)
    {
        if (request.Header("x-ms-copy-source") is not null || request.Header("x-ms-structured-body") is not null)
        {
            throw FileException.NotImplemented("writing from an address, or in a structured body");
        }

        var range = ByteRange.Read(request) is { Last: not null } given ? given : throw FileException.Header("Range", null);
        var content = await ReadBodyAsync(request, range);
        using var place = Place.Of(folders.Content(request.Id), request.Path);
        var before = place.RequireFile();
        if (before.IsReadOnly)
        {
            throw FileException.ReadOnly();
        }

        using (var file = place.Open(Linux.ReadWrite))
        {
            if (range.Last >= RandomAccess.GetLength(file))
            {
                throw FileException.Range();
            }

            if (content is null)
            {
                Place.Check(Beneath.Clear(file, range.First, range.Length));
            }
            else
            {
                RandomAccess.Write(file, content, range.First);
            }
        }

        FileChanges.SetLastWrite(request, place, before.Modified);
        FileFacts.Tell(request.Context.Response, place);
        request.Context.Response.StatusCode = 201;
    }

    /// <summary>What is to be written; null to clear. Throws FileException.</summary>
    private static async Task<byte[]?> ReadBodyAsync(FileRequest request, ByteRange range)
    {
        switch (request.Header("x-ms-write")?.ToUpperInvariant())
        {
            case "CLEAR" when request.Http.ContentLength is null or 0:
                return null;
            case "UPDATE" when range.Length > LargestWrite:
                throw new FileException(413, "RequestBodyTooLarge", $"A range has at most {LargestWrite} bytes.");
            case "UPDATE" when request.Http.ContentLength == range.Length:
                break;
            case "UPDATE" or "CLEAR":
                throw FileException.Header("Content-Length", request.Header("Content-Length"));
            default:
                throw FileException.Header("x-ms-write", request.Header("x-ms-write"));
        }

        var content = new byte[range.Length];
        await request.Http.Body.ReadExactlyAsync(content, request.Context.RequestAborted);
#pragma warning disable CA5351 // The protocol's checksum, not a protection.
        var checksum = Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351
        if (request.Header("Content-MD5") is { } expected && expected != checksum)
        {
            throw new FileException(400, "Md5Mismatch", "The MD5 value specified in the request did not match with the MD5 value calculated by the server.");
        }

        request.Context.Response.Headers.ContentMD5 = checksum;
        return content;
    }

    private static async Task SendAsync(
        SafeFileHandle file, ByteRange range, HttpResponse response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var at = range.First; at <= range.Last;)
            {
                var wanted = (int)Math.Min(buffer.Length, range.Last!.Value - at + 1);
                var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, wanted), at, cancellationToken);
                if (read == 0)
                {
                    // Cut short by another meanwhile: an answer that is too short is noticed.
                    response.HttpContext.Abort();
                    return;
                }

                await response.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                at += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Tell(HttpResponse response, Place place)
    {
        var extras = FileExtras.Of(place.Path);
        response.ContentType = "application/octet-stream";
        foreach (var (name, value) in extras.Headers)
        {
            response.Headers[name] = value;
        }

        FileFacts.Tell(response, place);
        FileExtras.Tell(response, extras.Metadata);
        response.Headers.Remove("x-ms-request-server-encrypted");
        response.Headers["x-ms-server-encrypted"] = "true";
        response.Headers["x-ms-type"] = "File";
        response.Headers["x-ms-lease-status"] = "unlocked";
        response.Headers["x-ms-lease-state"] = "available";
        response.Headers.AcceptRanges = "bytes";
    }
}
