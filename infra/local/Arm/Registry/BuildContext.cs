using System.Formats.Tar;
using System.IO.Compression;

namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>A build's context on disk, until it is disposed of.</summary>
internal sealed class BuildContext : IDisposable
{
    private const long MaxBytes = 100_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-build-");

    public string Folder => _folder.FullName;

    /// <summary>Throws HttpRequestException, IOException or InvalidDataException if there is no context to be had.</summary>
    public async Task FetchAsync(Uri source, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { MaxResponseContentBufferSize = MaxBytes };
        var content = await client.GetByteArrayAsync(source, cancellationToken);
        await using var tar = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(tar, Folder, overwriteFiles: false, cancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
