using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>What is known of a request that came with a key.</summary>
internal sealed record IdempotencyEntry
{
    /// <summary>Of the request; see <see cref="RequestFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What the request makes gets this id, so that a request that is carried out again makes nothing more.</summary>
    public required RunId ReservedId { get; init; }

    public required DateTimeOffset FirstOn { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }

    /// <summary>While it is carried out: until when nobody else does so. Null once it has been.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Null while there is none, and for an answer that must not be kept.</summary>
    public KeptAnswer? Answer { get; init; }

    public bool IsCompleted => LeasedUntil is null;
}
