using System.Security.Cryptography;
using Azure;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>The attempt is this agent's, and the notebook is here.</summary>
internal sealed record Claim(RunJob Job, RunBlobs Blobs, StatusBlob Status, byte[] Notebook)
{
    /// <summary>Why the notebook cannot be had from home; null when it is here.</summary>
    public RunFailedException? Missing { get; private init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string NotebookSha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Notebook));

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
            if (job.HomePath is not null)
            {
                return await status.TryClaimAsync(cancellationToken)
                    ? await FromHomeAsync(job, blobs, status, cancellationToken)
                    : null;
            }

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

    private static async Task<Claim> FromHomeAsync(
        RunJob job, RunBlobs blobs, StatusBlob status, CancellationToken cancellationToken)
    {
        try
        {
            return new(job, blobs, status, await HomeNotebook.TakeAsync(job, blobs, cancellationToken));
        }
        catch (RunFailedException exception)
        {
            return new(job, blobs, status, []) { Missing = exception };
        }
    }
}
