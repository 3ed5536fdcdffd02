using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Parity;

/// <summary>The blobs of parity checks, beside those of the workspace's runs: <c>parity/{id}/…</c>.</summary>
public sealed class ParityReports(BlobServiceClient blobs)
{
    public async Task<ParityReport?> FindAsync(ParityReference check, CancellationToken cancellationToken)
    {
        try
        {
            var download = await Blob(check, "report.json").DownloadContentAsync(cancellationToken);
            return download.Value.Content.ToObjectFromJson<ParityReport>(ApiJson.Options);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<ParityReport> GetAsync(ParityReference check, CancellationToken cancellationToken) =>
        await FindAsync(check, cancellationToken) ??
        throw new InvalidOperationException($"There is no parity check '{check.Id}'.");

    public Task WriteAsync(ParityReport report, CancellationToken cancellationToken) =>
        Blob(new(report.Workspace, report.Id), "report.json").UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, ApiJson.Options)), overwrite: true, cancellationToken);

    /// <summary>What the probe printed in the session.</summary>
    public async Task<string> PrintedAsync(ParityReference check, CancellationToken cancellationToken) =>
        (await Blob(check, "session.json").DownloadContentAsync(cancellationToken)).Value.Content.ToString();

    public Task WritePrintedAsync(ParityReference check, string printed, CancellationToken cancellationToken) =>
        Blob(check, "session.json").UploadAsync(BinaryData.FromString(printed), overwrite: true, cancellationToken);

    private BlobClient Blob(ParityReference check, string name) =>
        blobs.GetBlobContainerClient(RunBlobs.Container(check.Workspace)).GetBlobClient($"parity/{check.Id}/{name}");
}
