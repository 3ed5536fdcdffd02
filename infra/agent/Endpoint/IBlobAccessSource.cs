namespace CloudWorkspaces.Agent.Endpoint;

internal interface IBlobAccessSource
{
    /// <summary>Signed addresses for 1 to 100 blobs of the run.</summary>
    Task<BlobAccessAnswer> GetAccessAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);
}
