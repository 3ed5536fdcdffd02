using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Agents;

/// <summary>Signs addresses of an attempt's blobs, as containers reach them.</summary>
public interface IAgentBlobs
{
    /// <param name="attempt">Whose blobs.</param>
    /// <param name="blobs">By name inside the attempt's folder.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<AgentBlobLinks> SignAsync(
        RunAttempt attempt, IReadOnlyDictionary<string, BlobAccess> blobs, CancellationToken cancellationToken);

    /// <param name="workspace">Whose container of runs and sessions.</param>
    /// <param name="folder">Of the attempt, without a slash at its end.</param>
    /// <param name="blobs">By name inside the folder.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<AgentBlobLinks> SignAsync(
        string workspace,
        string folder,
        IReadOnlyDictionary<string, BlobAccess> blobs,
        CancellationToken cancellationToken);
}
