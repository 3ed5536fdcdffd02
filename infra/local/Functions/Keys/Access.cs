using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>What is asked of a request.</summary>
/// <param name="Function">For level Function: whose own keys open as well.</param>
/// <param name="SystemKey">For level System: the only system key that opens; null for any.</param>
internal sealed record Access(AuthorizationLevel Level, string? Function = null, string? SystemKey = null)
{
    public static Access Admin { get; } = new(AuthorizationLevel.Admin);

    public static Access DurableTask { get; } = new(AuthorizationLevel.System, SystemKey: KeyNames.DurableTask);
}
