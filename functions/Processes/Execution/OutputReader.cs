using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>Reads the values of outputs from what a run has left.</summary>
public sealed class OutputReader(RunBlobStore blobs, IOptions<ProcessOptions> options)
{
    /// <summary>Null when the run has not left it.</summary>
    internal async Task<OutputContent?> ReadAsync(RunRecord run, ExecutedOutput wanted, CancellationToken cancellationToken)
    {
        var output = wanted.Output;
        if (Blob(run, output) is { } blob)
        {
            return await ReadAsync(blob, output.MediaType, cancellationToken);
        }

        var values = (await blobs.StatusAsync(run, cancellationToken))?.Records ?? [];
        var value = output.Kind is ProcessOutputKind.Values ? values : values[wanted.Name];
        return value is null ? null : new OutputContent(output.MediaType, Encode(value), value);
    }

    /// <summary>Where it is; null for what the notebook has recorded.</summary>
    internal BlobClient? Blob(RunRecord run, ProcessOutput output) => output.Kind switch
    {
        ProcessOutputKind.Notebook => blobs.Blob(run, RunBlobs.Output),
        ProcessOutputKind.Log => blobs.Blob(run, RunBlobs.Log),
        ProcessOutputKind.File => blobs.Blob(run, RunBlobs.OutputsPrefix + output.Path),
        _ => null,
    };

    private async Task<OutputContent?> ReadAsync(BlobClient blob, string mediaType, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (properties.Value.ContentLength > options.Value.MaxValueBytes)
            {
                return new OutputContent(mediaType, null);
            }

            var content = await blob.DownloadContentAsync(cancellationToken);
            return new OutputContent(mediaType, content.Value.Content.ToMemory());
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>A string as it is, all else as JSON.</summary>
    private static byte[] Encode(JsonNode value) => Encoding.UTF8.GetBytes(
        value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value.ToJsonString());
}
