using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>
/// What a function has to know when its request came with a key: the request may have been carried out before, in part or
/// as a whole, and then nothing may be made twice.
/// </summary>
/// <param name="Id">The id of what the request makes.</param>
/// <param name="FirstOn">When the key came first; null when that is now.</param>
/// <param name="IsCompleted">Whether the request was carried out to its end before.</param>
internal sealed record ReservedId(RunId Id, DateTimeOffset? FirstOn, bool IsCompleted)
{
    /// <summary>Set by a function whose answer must not be stored: it is asked again instead.</summary>
    public bool KeepsNoAnswer { get; set; }
}

internal static class ReservedIdFeature
{
    /// <summary>Null for a request without a key.</summary>
    public static ReservedId? Reserved(this HttpRequest request) => request.HttpContext.Features.Get<ReservedId>();
}
