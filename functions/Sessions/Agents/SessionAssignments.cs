using CloudWorkspaces.Agents;
using CloudWorkspaces.Http;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions.Agents;

/// <summary>What agents are given: their assignment, and access to blobs of their attempt for some minutes.</summary>
public sealed class SessionAssignments(
    ISessionStore sessions, IAgentBlobs blobs, AgentMounts mounts, IOptions<SessionOptions> options, TimeProvider time)
{
    /// <summary>For what an agent still writes after the settlement.</summary>
    private static readonly TimeSpan AccessAfterEnd = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, BlobAccess> Assigned = new()
    {
        [RunBlobs.Status] = BlobAccess.Write,
        [RunBlobs.Log] = BlobAccess.Append,
        [RunBlobs.Metrics] = BlobAccess.Append,
    };

    /// <exception cref="ProblemException">404; 409 when the attempt has nothing to do any more.</exception>
    internal async Task<SessionAssignment> StartAsync(SessionReference session, CancellationToken cancellationToken)
    {
        var linksMade = SignAsync(session, Assigned, cancellationToken);
        var record = await FindAsync(session, cancellationToken);
        var links = await linksMade;
        var (mounted, addresses) = await mounts.AllAsync(session.Workspace, record.Flavor, links, cancellationToken);
        return record.State.IsOver() || record.StopRequestedOn is not null
            ? throw new ProblemException(Problems.WrongState("The session is over, or is being stopped."))
            : new()
            {
                Workspace = session.Workspace,
                SessionId = session.SessionId,
                Attempt = session.Attempt,
                Port = options.Value.Port,
                BasePath = SessionContainerGroup.BasePath(session),
                BehindProxy = options.Value.Tls is SessionTls.Caddy,
                ActivitySeconds = options.Value.ActivitySeconds,
                Environment = record.Environment,
                Mounts = mounted,
                Blobs = addresses,
                ExpiresOn = links.ExpiresOn,
            };
    }

    /// <exception cref="ProblemException">400 with every name that is refused; 404; 409.</exception>
    internal async Task<AgentBlobLinks> AccessAsync(
        SessionReference session, AgentAccess access, CancellationToken cancellationToken)
    {
        var names = (access.Blobs ?? []).Distinct().ToList();
        var refused = names.Where(name => !AgentMounts.IsMount(name) && !Assigned.ContainsKey(name)).ToList();
        if (names.Count == 0 || refused.Count > 0)
        {
            throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]>
            {
                ["blobs"] = [names.Count == 0 ? "must not be empty." : $"must not contain: {string.Join(", ", refused)}"],
            }));
        }

        var record = await FindAsync(session, cancellationToken);
        if (record.EndedOn < time.GetUtcNow() - AccessAfterEnd)
        {
            throw new ProblemException(Problems.WrongState("The session is over."));
        }

        var links = await SignAsync(
            session,
            names.Where(name => !AgentMounts.IsMount(name)).ToDictionary(name => name, name => Assigned[name]),
            cancellationToken);
        return await mounts.RenewAsync(session.Workspace, names.Where(AgentMounts.IsMount), links, cancellationToken);
    }

    private Task<AgentBlobLinks> SignAsync(
        SessionReference session, IReadOnlyDictionary<string, BlobAccess> names, CancellationToken cancellationToken) =>
        blobs.SignAsync(session.Workspace, SessionBlobs.Folder(session), names, cancellationToken);

    private async Task<SessionRecord> FindAsync(SessionReference session, CancellationToken cancellationToken)
    {
        var record = await sessions.FindAsync(session.Workspace, session.Id, cancellationToken) ??
            throw new ProblemException(Problems.NotFound($"There is no session '{session.SessionId}'."));
        return record.Attempt == session.Attempt
            ? record
            : throw new ProblemException(Problems.WrongState($"The session is at attempt {record.Attempt}."));
    }
}
