namespace CloudWorkspaces.Identity;

/// <summary>Tells callers by their access tokens.</summary>
public interface ICallers
{
    /// <summary>Null when the token is not valid.</summary>
    Task<Caller?> FindAsync(string token, CancellationToken cancellationToken);
}
