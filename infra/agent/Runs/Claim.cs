using Azure;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>The attempt is this agent's, and the notebook is here.</summary>
internal sealed record Claim(RunJob Job, RunBlobs Blobs, StatusBlob Status, byte[] Notebook)
{
    /// <summary>Null when another container has the attempt.</summary>
    /// <exception cref="RunFailedException">Storage cannot be reached.</exception>
    public static async Task<Claim?> TryMakeAsync(
        RunJob job, RunBlobs blobs, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var first = new RunStatus
        {
            State = RunStatus.Running,
            ClaimId = Guid.NewGuid().ToString("N"),
            AgentVersion = AgentVersion.Current,
            ClaimedOn = now,
            UpdatedOn = now,
        };
        try
        {
            var status = new StatusBlob(await blobs.GetAsync(RunBlobs.Status, cancellationToken), first, time);
            var input = await blobs.GetAsync(RunBlobs.Input, cancellationToken);
            var download = input.DownloadContentAsync(cancellationToken);
            if (!await status.TryClaimAsync(cancellationToken))
            {
                return null;
            }

            var notebook = (await download).Value.Content.ToArray();
            return new Claim(job, blobs, status, notebook);
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            throw new RunFailedException(
                CauseCodes.StorageUnavailable,
                $"The run's storage cannot be used: {StorageFailure.Describe(exception)}", exception);
        }
    }
}
