namespace CloudWorkspaces.Runs.Retries;

/// <summary>An attempt as the API shows it.</summary>
public sealed record AttemptView
{
    public required int Attempt { get; init; }
    public required string Flavor { get; init; }
    public required RunState State { get; init; }
    public RunCause? Cause { get; init; }
    public DateTimeOffset? ProvisioningOn { get; init; }
    public DateTimeOffset? StartedOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }

    /// <summary>All attempts, oldest first; the last one is the run's own.</summary>
    public static IReadOnlyList<AttemptView> Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return
        [
            .. (run.EarlierAttempts ?? []).Select(attempt => new AttemptView
            {
                Attempt = attempt.Attempt,
                Flavor = attempt.Flavor,
                State = RunState.Failed,
                Cause = attempt.Cause,
                ProvisioningOn = attempt.ProvisioningOn,
                StartedOn = attempt.StartedOn,
                EndedOn = attempt.EndedOn,
            }),
            new()
            {
                Attempt = run.Attempt,
                Flavor = run.Flavor,
                State = run.State,
                Cause = run.Cause,
                ProvisioningOn = run.ProvisioningOn,
                StartedOn = run.StartedOn,
                EndedOn = run.EndedOn,
            },
        ];
    }
}
