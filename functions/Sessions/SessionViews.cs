using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions;

/// <summary>Makes the views of sessions, with what their agents have written where that matters.</summary>
public sealed class SessionViews(SessionBlobs blobs, IOptions<SessionOptions> options, TimeProvider time)
{
    /// <summary>From the row alone, as lists have it.</summary>
    internal SessionView Short(SessionRecord session) =>
        SessionView.Of(session, null, options.Value, time.GetUtcNow());

    internal async Task<SessionView> FullAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        // Before the group is made there is nothing to read.
        var status = session.ProvisioningOn is null
            ? null
            : await blobs.StatusAsync(session.Reference, cancellationToken);
        return SessionView.Of(session, status?.Session, options.Value, time.GetUtcNow()) with
        {
            Mounts = status?.Mounts,
            Packages = status?.Packages,
        };
    }
}
