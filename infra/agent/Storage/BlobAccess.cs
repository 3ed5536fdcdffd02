using System.Collections.Concurrent;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>The signed addresses of the run's blobs, renewed before they expire.</summary>
internal sealed class BlobAccess(IBlobAccessSource source, TimeProvider time)
{
    /// <summary>Most names in one request, by the endpoint's contract.</summary>
    public const int BatchSize = 100;

    /// <summary>An address is renewed when it has less than this left, which one request of the blob client fits in.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, Grant> _grants = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _renewing = new(1, 1);

    public void Add(IReadOnlyDictionary<string, Uri> blobs, DateTimeOffset expiresOn)
    {
        foreach (var (name, uri) in blobs)
        {
            _grants[name] = new Grant(uri, expiresOn);
        }
    }

    /// <summary>Asks for all names together that have no valid address.</summary>
    public async Task PrepareAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            foreach (var batch in names.Where(name => Find(name) is null).Chunk(BatchSize))
            {
                var answer = await source.GetAccessAsync(batch, cancellationToken);
                Add(answer.Blobs, answer.ExpiresOn);
            }
        }
        finally
        {
            _renewing.Release();
        }
    }

    public async ValueTask<Uri> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is { } valid)
        {
            return valid;
        }

        await PrepareAsync([name], cancellationToken);
        return _grants.TryGetValue(name, out var grant)
            ? grant.Address
            : throw new EndpointException($"The app gave no access to {name}.", null);
    }

    private Uri? Find(string name) =>
        _grants.TryGetValue(name, out var grant) && grant.ExpiresOn - time.GetUtcNow() > Margin ? grant.Address : null;

    private sealed record Grant(Uri Address, DateTimeOffset ExpiresOn);
}
