using System.Globalization;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Sessions.Orchestration;

/// <summary>What to conclude about a session whose agent has not reported its end.</summary>
internal static class SessionWatchRules
{
    /// <summary>An event may be under way although its sender is gone.</summary>
    private static readonly TimeSpan EventUnderWay = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan NextSample = TimeSpan.FromSeconds(5);

    public static SessionVerdict Decide(SessionFacts facts)
    {
        if (facts.Record is not { } record || record.State.IsOver() || record.Attempt != facts.Session.Attempt)
        {
            return new() { Ending = SessionEnding.StoppedByUser };
        }

        var group = facts.Group?.State;
        if (group is null or { Ended: true })
        {
            return group?.EndedOn > facts.Now - EventUnderWay
                ? new() { NextSeconds = EventUnderWay.TotalSeconds }
                : new() { Ending = OfEnded(facts, group) };
        }

        if (record.StopRequestedOn is not null)
        {
            return new() { Ending = SessionEnding.StoppedByUser };
        }

        return record.ReadyOn is null ? OfStart(facts, record, group) : OfLife(facts, record);
    }

    /// <summary>What an agent left behind says more than its container's state.</summary>
    public static SessionEnding OfAgent(RunCause cause) => cause.Code switch
    {
        RunCauses.Completed => SessionEnding.Of(SessionCauses.Stopped, "JupyterLab was shut down from its own menu."),
        // It cannot know who sent the signal: who wants the end does not ask it.
        RunCauses.Cancelled => SessionEnding.Of(RunCauses.Preempted, "The service ended the session's container."),
        _ => new() { Cause = cause },
    };

    private static SessionEnding OfEnded(SessionFacts facts, RunGroup? group) => (facts, group) switch
    {
        ({ Status.Cause: { } cause }, _) => OfAgent(cause),
        (_, { ImageError: { } error }) => ImageUnavailable(error),
        (_, { MountError: { } error }) => SessionEnding.Of(RunCauses.MountFailed, error),
        (_, { Evicted: true }) => SessionEnding.Of(
            RunCauses.Preempted, "The service took away the machine that the session was on."),
        (_, { OutOfMemory: true }) => SessionEnding.Of(
            RunCauses.OutOfMemory, "The container used more memory than its flavor has."),
        ({ Record.StopRequestedOn: not null }, _) => SessionEnding.StoppedByUser,
        (_, null) => SessionEnding.Of(
            RunCauses.PlatformError, "The session's container group is gone, and its agent did not report."),
        _ => SessionEnding.Of(
            RunCauses.PlatformError,
            $"The session's container ended with exit code {ExitCode(group)}, and its agent did not report."),
    };

    private static SessionVerdict OfStart(SessionFacts facts, SessionRecord record, RunGroup group)
    {
        if (group.ImageError is { } error)
        {
            return new() { Ending = ImageUnavailable(error) };
        }

        var deadline = (record.ProvisioningOn ?? record.RequestedOn).AddSeconds(facts.StartTimeoutSeconds);
        return facts.Now >= deadline
            ? new()
            {
                Ending = group.MountError is { } mount
                    ? SessionEnding.Of(RunCauses.MountFailed, mount)
                    : SessionEnding.Of(
                        RunCauses.StartTimeout,
                        $"JupyterLab did not answer within {facts.StartTimeoutSeconds} seconds.",
                        stopFirst: true),
            }
            : new() { NextSeconds = (deadline - facts.Now).TotalSeconds };
    }

    private static SessionVerdict OfLife(SessionFacts facts, SessionRecord record)
    {
        var life = IdleRules.Of(record, facts.Status?.Session?.Activity, facts.Now);
        if (life.StopsOn is not { } stopsOn)
        {
            return new();
        }

        if (facts.Now < stopsOn)
        {
            return new() { NextSeconds = (stopsOn - facts.Now).TotalSeconds };
        }

        // What was seen last may be older than what a user has done since.
        if (life.StopsBecause == SessionCauses.Idle && facts.Status?.Session?.Activity?.SampledOn < stopsOn)
        {
            return new() { NextSeconds = NextSample.TotalSeconds };
        }

        return new()
        {
            Ending = life.StopsBecause == SessionCauses.Idle
                ? SessionEnding.Of(
                    SessionCauses.Idle,
                    string.Create(CultureInfo.InvariantCulture, $"Nothing went on for {record.IdleMinutes} minutes."),
                    stopFirst: true)
                : SessionEnding.Of(
                    SessionCauses.MaxAge,
                    string.Create(CultureInfo.InvariantCulture, $"The session reached its age of {record.MaxAgeHours} hours."),
                    stopFirst: true),
        };
    }

    private static SessionEnding ImageUnavailable(string error) =>
        SessionEnding.Of(RunCauses.ImageUnavailable, $"The environment's image cannot be had: {error}");

    private static string ExitCode(RunGroup? group) =>
        group?.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
