using CloudWorkspaces.Agent.Causes;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>Claims an attempt by creating its status blob.</summary>
internal static class ClaimedStatus
{
    /// <param name="blobs">Of the attempt.</param>
    /// <param name="session">What the status of a session says at first; null for a run.</param>
    /// <param name="time">For the status.</param>
    /// <param name="cancellationToken">Ends the attempt to claim.</param>
    /// <returns>Null when another container has the attempt.</returns>
    /// <exception cref="RunFailedException">Storage cannot be reached.</exception>
    public static async Task<StatusBlob?> TryMakeAsync(
        RunBlobs blobs, SessionProgress? session, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var first = new RunStatus
        {
            State = RunStatus.Running,
            ClaimId = Guid.NewGuid().ToString("N"),
            AgentVersion = AgentVersion.Current,
            ClaimedOn = now,
            UpdatedOn = now,
            Session = session,
        };
        try
        {
            var status = new StatusBlob(await blobs.GetAsync(RunBlobs.Status, cancellationToken), first, time);
            return await status.TryClaimAsync(cancellationToken) ? status : null;
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            throw new RunFailedException(
                CauseCodes.StorageUnavailable,
                $"The storage cannot be used: {StorageFailure.Describe(exception)}",
                exception);
        }
    }
}
