using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>A session as the API shows it. Lists leave out what is not in the row. The token is not in it.</summary>
public sealed record SessionView
{
    public required string Id { get; init; }
    public required string Workspace { get; init; }
    public required string Name { get; init; }
    public required SessionState State { get; init; }
    public RunCause? Cause { get; init; }
    public required string Environment { get; init; }
    public required string Image { get; init; }
    public required string Flavor { get; init; }
    public required int Attempt { get; init; }
    public required double IdleMinutes { get; init; }
    public required double MaxAgeHours { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public DateTimeOffset? ReadyOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }
    public required IReadOnlyList<SessionPhase> Phases { get; init; }
    public SessionActivity? Activity { get; init; }
    public DateTimeOffset? IdleSince { get; init; }
    public DateTimeOffset? StopsOn { get; init; }
    public string? StopsBecause { get; init; }

    /// <summary>Set in the last minutes before <see cref="StopsOn"/>.</summary>
    public string? Warning { get; init; }

    public IReadOnlyList<SessionRestart>? Restarts { get; init; }
    public long? OutOfMemoryKills { get; init; }
    public IReadOnlyList<MountProgress>? Mounts { get; init; }

    /// <summary>What was restored of the packages that users have installed; null where nothing was.</summary>
    public SessionPackages? Packages { get; init; }

    /// <summary>JupyterLab's, once it answers.</summary>
    public string? Address { get; init; }

    public required IReadOnlyDictionary<string, string> Links { get; init; }

    internal static SessionView Of(
        SessionRecord session, SessionProgress? progress, SessionOptions options, DateTimeOffset now)
    {
        var life = IdleRules.Of(session, progress?.Activity, now);
        return new SessionView
        {
            Id = session.Id.Value,
            Workspace = session.Workspace,
            Name = session.Name,
            State = session.State,
            Cause = session.Cause,
            Environment = session.Environment,
            Image = session.Image,
            Flavor = session.Flavor,
            Attempt = session.Attempt,
            IdleMinutes = session.IdleMinutes,
            MaxAgeHours = session.MaxAgeHours,
            CreatedBy = session.CreatedBy,
            CreatedOn = session.CreatedOn,
            ReadyOn = session.ReadyOn,
            EndedOn = session.EndedOn,
            Phases = SessionPhase.Of(session, progress),
            Activity = progress?.Activity,
            IdleSince = life.IdleSince,
            StopsOn = life.StopsOn,
            StopsBecause = life.StopsBecause,
            Warning = Warn(life, options, now),
            Restarts = progress?.Restarts,
            OutOfMemoryKills = progress?.OutOfMemoryKills is > 0 and var kills ? kills : null,
            Address = session.State is SessionState.Ready ? session.Address : null,
            Links = SessionLinks.Of(session),
        };
    }

    private static string? Warn(SessionLife life, SessionOptions options, DateTimeOffset now)
    {
        if (life.StopsOn is not { } stopsOn || stopsOn - now > TimeSpan.FromMinutes(options.WarningMinutes))
        {
            return null;
        }

        return life.StopsBecause == SessionCauses.Idle
            ? $"Idle since {life.IdleSince:u}: it is stopped at {stopsOn:u} unless it is used or kept alive."
            : $"It reaches its maximum age and is stopped at {stopsOn:u}.";
    }
}
