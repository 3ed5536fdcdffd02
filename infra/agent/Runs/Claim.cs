using System.Security.Cryptography;
using Azure;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>The attempt is this agent's, and the notebook is here.</summary>
internal sealed record Claim(RunJob Job, RunBlobs Blobs, StatusBlob Status, byte[] Notebook)
{
    /// <summary>Why the notebook cannot be had from home or git; null when it is here.</summary>
    public RunFailedException? Missing { get; private init; }

    /// <summary>Of a notebook from git.</summary>
    public string? Commit { get; private init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string NotebookSha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Notebook));

    /// <summary>Null when another container has the attempt.</summary>
    /// <param name="job">The run.</param>
    /// <param name="blobs">Of its attempt.</param>
    /// <param name="source">Where the notebook comes from; null when it is among the blobs.</param>
    /// <param name="time">For the status.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RunFailedException">Storage cannot be reached.</exception>
    public static async Task<Claim?> TryMakeAsync(
        RunJob job, RunBlobs blobs, INotebookSource? source, TimeProvider time, CancellationToken cancellationToken)
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
            if (source is not null)
            {
                return await status.TryClaimAsync(cancellationToken)
                    ? await FromAsync(source, job, blobs, status, cancellationToken)
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

    private static async Task<Claim> FromAsync(
        INotebookSource source, RunJob job, RunBlobs blobs, StatusBlob status, CancellationToken cancellationToken)
    {
        try
        {
            var taken = await source.TakeAsync(cancellationToken);
            await StoreAsync(source, taken.Content, blobs, cancellationToken);
            return new(job, blobs, status, taken.Content) { Commit = taken.Commit };
        }
        catch (RunFailedException exception)
        {
            return new(job, blobs, status, []) { Missing = exception };
        }
    }

    /// <summary>What runs is kept, since where it came from may change.</summary>
    private static async Task StoreAsync(
        INotebookSource source, byte[] content, RunBlobs blobs, CancellationToken cancellationToken)
    {
        try
        {
            await blobs.PutAsync(RunBlobs.Input, content, "application/x-ipynb+json", cancellationToken);
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            throw new RunFailedException(
                CauseCodes.StorageUnavailable,
                $"{source.Name} could not be stored: {StorageFailure.Describe(exception)}",
                exception);
        }
    }
}
