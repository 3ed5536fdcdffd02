namespace CloudWorkspaces.Runs.Retries;

/// <summary>An attempt that has failed and was followed by another.</summary>
public sealed record EndedAttempt
{
    /// <summary>Keeps the row of a run small; the attempt's log has all of it.</summary>
    private const int MaxText = 300;

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    public required string Flavor { get; init; }

    public required RunCause Cause { get; init; }

    /// <summary>As those of the run.</summary>
    public DateTimeOffset? ProvisioningOn { get; init; }

    public DateTimeOffset? StartedOn { get; init; }
    public required DateTimeOffset EndedOn { get; init; }

    public static EndedAttempt Of(RunRecord run, RunCause cause, DateTimeOffset? startedOn, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(cause);
        return new()
        {
            Attempt = run.Attempt,
            Flavor = run.Flavor,
            Cause = cause with { Message = Cut(cause.Message)!, ExceptionValue = Cut(cause.ExceptionValue) },
            ProvisioningOn = run.ProvisioningOn,
            StartedOn = run.StartedOn ?? startedOn,
            EndedOn = now,
        };
    }

    private static string? Cut(string? text) => text?.Length > MaxText ? text[..MaxText] : text;
}
