using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>Clients for the blobs of this attempt, by their names in the contract.</summary>
internal sealed class RunBlobs(BlobAccess access, HttpClient http)
{
    public const string Input = "input.ipynb";
    public const string Output = "output.ipynb";
    public const string Html = "output.html";
    public const string Log = "log.txt";
    public const string Metrics = "metrics.ndjson";
    public const string Status = "status.json";
    public const string Provenance = "provenance.json";

    /// <summary>Of the notebook's parameters; the address is given where the app does not know it yet.</summary>
    public const string Schema = "schema.json";

    public const string OutputsFolder = "outputs/";

    public BlobAccess Access => access;

    public HttpClient Http => http;

    public async Task<BlobClient> GetAsync(string name, CancellationToken cancellationToken) =>
        new(await UnsignedAsync(name, cancellationToken), Options(access, name, http));

    public async Task<AppendBlobClient> GetAppendAsync(string name, CancellationToken cancellationToken) =>
        new(await UnsignedAsync(name, cancellationToken), Options(access, name, http));

    /// <summary>Stores a whole small blob, in place of an earlier one.</summary>
    public async Task PutAsync(string name, byte[] content, string contentType, CancellationToken cancellationToken)
    {
        var blob = await GetAsync(name, cancellationToken);
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } };
        await blob.UploadAsync(BinaryData.FromBytes(content), options, cancellationToken);
    }

    private async Task<Uri> UnsignedAsync(string name, CancellationToken cancellationToken) =>
        new((await access.GetAsync(name, cancellationToken)).GetLeftPart(UriPartial.Path));

    /// <summary>For a client whose requests are signed with what this name gives access to.</summary>
    public static BlobClientOptions Options(BlobAccess access, string name, HttpClient http)
    {
        var options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(http),
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = 6,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(8),
                NetworkTimeout = TimeSpan.FromSeconds(60),
            },
            Diagnostics =
            {
                IsLoggingEnabled = false,
                IsTelemetryEnabled = false,
                IsDistributedTracingEnabled = false,
            },
        };
        options.AddPolicy(new SignedRequests(access, name), HttpPipelinePosition.PerRetry);
        return options;
    }
}
