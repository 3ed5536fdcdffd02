using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Sessions;

/// <summary>The section <c>Sessions</c>. A session keeps the times that were in force when it was started.</summary>
public sealed record SessionOptions : IValidatableObject
{
    public const string Section = "Sessions";

    /// <summary>Sessions of one workspace that are not over at the same time, where the workspace has no lower limit.</summary>
    [Range(1, 1_000)]
    public int MaxPerWorkspace { get; init; } = 10;

    /// <summary>Where JupyterLab listens. The container instances' reserved ports are refused by them.</summary>
    [Range(1, 65_535)]
    public int Port { get; init; } = 8888;

    /// <summary>How browsers reach JupyterLab.</summary>
    public SessionTls Tls { get; init; } = SessionTls.None;

    /// <summary>The image of Caddy 2 for <see cref="SessionTls.Caddy"/>.</summary>
    public string TlsImage { get; init; } = "";

    /// <summary>Without activity before a session is stopped, in minutes, when the request does not say.</summary>
    [Range(0.05, 10_080)]
    public double IdleMinutes { get; init; } = 60;

    /// <summary>The shortest idle time that a request may ask for, in minutes.</summary>
    [Range(0.05, 10_080)]
    public double MinIdleMinutes { get; init; } = 5;

    /// <summary>The longest idle time that a request may ask for, in minutes.</summary>
    [Range(0.05, 10_080)]
    public double MaxIdleMinutes { get; init; } = 1_440;

    /// <summary>How long a session is warned of in its view before it is stopped, in minutes.</summary>
    [Range(0, 1_440)]
    public double WarningMinutes { get; init; } = 10;

    /// <summary>Life of a session in hours, from its readiness, when the request does not say.</summary>
    [Range(0.001, 720)]
    public double MaxAgeHours { get; init; } = 24;

    /// <summary>The longest life that a request may ask for, in hours.</summary>
    [Range(0.001, 720)]
    public double LongestAgeHours { get; init; } = 168;

    /// <summary>From one look of the agent at what goes on to the next, in seconds.</summary>
    [Range(1, 60)]
    public int ActivitySeconds { get; init; } = 15;

    /// <summary>From the beginning of the group's creation until JupyterLab answers, in seconds.</summary>
    [Range(10, 7_200)]
    public int StartTimeoutSeconds { get; init; } = 1_800;

    /// <summary>From the stop of a group until its agent has stored the log, in seconds.</summary>
    [Range(1, 300)]
    public int StopTimeoutSeconds { get; init; } = 15;

    /// <summary>Of the deletion of a group, in seconds; the janitor goes on after that.</summary>
    [Range(1, 3_600)]
    public int DeletionTimeoutSeconds { get; init; } = 600;

    /// <summary>From the group's creation to the first look at it, in seconds; the interval doubles from then on.</summary>
    [Range(1, 300)]
    public int FirstWatchSeconds { get; init; } = 5;

    /// <summary>The longest interval between two looks, in seconds.</summary>
    [Range(1, 3_600)]
    public int MaxWatchSeconds { get; init; } = 60;

    /// <summary>The resource id of a standby pool; without it every group is made anew.</summary>
    public string? StandbyPoolId { get; init; }

    /// <summary>The resource id of the container group profile that the pool's groups were made of.</summary>
    public string? StandbyPoolProfileId { get; init; }

    /// <summary>Of the profile; the newest when absent.</summary>
    [Range(1, int.MaxValue)]
    public int? StandbyPoolProfileRevision { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Tls is SessionTls.Caddy && string.IsNullOrWhiteSpace(TlsImage))
        {
            yield return new("Sessions:TlsImage is needed with Sessions:Tls=Caddy.", [nameof(TlsImage)]);
        }

        if (!(MinIdleMinutes <= IdleMinutes && IdleMinutes <= MaxIdleMinutes))
        {
            yield return new("Sessions:IdleMinutes must lie between MinIdleMinutes and MaxIdleMinutes.");
        }

        if (MaxAgeHours > LongestAgeHours)
        {
            yield return new("Sessions:MaxAgeHours must not exceed Sessions:LongestAgeHours.");
        }

        if (string.IsNullOrEmpty(StandbyPoolId) != string.IsNullOrEmpty(StandbyPoolProfileId))
        {
            yield return new("Set both Sessions:StandbyPoolId and Sessions:StandbyPoolProfileId, or neither.");
        }
    }
}
