namespace CloudWorkspaces.Identity;

/// <summary>The tokens of the settings, which a new deployment begins with, and those that users made.</summary>
internal sealed class Callers(ConfiguredCallers configured, StoredCallers stored) : ICallers
{
    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken) =>
        configured.Find(token) ?? await stored.FindAsync(token, cancellationToken);
}
