using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Http;

/// <summary>The section <c>Http</c>.</summary>
public sealed record HttpOptions
{
    public const string Section = "Http";

    /// <summary>
    /// Largest request body in bytes. The default is what the Functions host takes; a greater value has no effect there.
    /// </summary>
    [Range(1_000_000, 1_000_000_000)]
    public long MaxBodyBytes { get; init; } = 104_857_600;

    /// <summary>How long an Idempotency-Key is remembered.</summary>
    [Range(1, 24 * 30)]
    public int IdempotencyKeyHours { get; init; } = 24;
}
