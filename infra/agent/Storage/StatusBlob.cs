using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>status.json: created once by whoever claims the attempt, and from then on written only by that one.</summary>
internal sealed class StatusBlob(BlobClient blob, RunStatus claim, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private RunStatus _status = claim;
    private RunStatus _written = claim;
    private ETag _etag;

    /// <summary>False when another container has claimed the attempt. Safe against a lost answer.</summary>
    public async Task<bool> TryClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(_written, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            var found = await blob.DownloadContentAsync(cancellationToken);
            _etag = found.Value.Details.ETag;
            return ClaimIdOf(found.Value.Content) == _written.ClaimId;
        }
    }

    public void Set(Func<RunStatus, RunStatus> change)
    {
        lock (_lock)
        {
            _status = change(_status);
        }
    }

    /// <summary>Writes when something has changed since the last write.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            RunStatus status;
            lock (_lock)
            {
                status = _status;
            }

            if (status != _written)
            {
                var stamped = status with { UpdatedOn = time.GetUtcNow() };
                await PutOwnAsync(stamped, cancellationToken);
                _written = status;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private static string? ClaimIdOf(BinaryData content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, AgentJson.Default.RunStatus)?.ClaimId;
        }
        catch (JsonException)
        {
            // Not of this agent's making.
            return null;
        }
    }

    private async Task PutOwnAsync(RunStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(status, new BlobRequestConditions { IfMatch = _etag }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            // An earlier write of ours arrived and its answer did not: only the claim's owner writes here.
            var found = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            await PutAsync(status, new BlobRequestConditions { IfMatch = found.Value.ETag }, cancellationToken);
        }
    }

    private async Task PutAsync(RunStatus status, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(status, AgentJson.Default.RunStatus);
        var options = new BlobUploadOptions
        {
            Conditions = conditions,
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        var answer = await blob.UploadAsync(BinaryData.FromBytes(content), options, cancellationToken);
        _etag = answer.Value.ETag;
    }
}
