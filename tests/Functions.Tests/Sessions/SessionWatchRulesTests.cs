using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Sessions;

public sealed class SessionWatchRulesTests
{
    private static readonly DateTimeOffset Now = SessionSamples.Now;

    private static readonly RunGroup Ended = new() { Ended = true, EndedOn = Now.AddMinutes(-1), ExitCode = 137 };

    public static TheoryData<string, RunGroup?> Ends => new()
    {
        { RunCauses.PlatformError, null },
        { RunCauses.PlatformError, Ended },
        { RunCauses.Preempted, Ended with { Evicted = true } },
        { RunCauses.OutOfMemory, Ended with { OutOfMemory = true } },
        { RunCauses.ImageUnavailable, Ended with { ImageError = "no such image" } },
        { RunCauses.MountFailed, Ended with { MountError = "Mount 'x' cannot be mounted." } },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Decide_GroupHasEnded_TellsWhy(string expected, RunGroup? group)
    {
        var ending = SessionWatchRules.Decide(Facts(SessionSamples.Ready(), group)).Ending!;

        Assert.Equal((expected, SessionState.Failed, false), (ending.Cause.Code, ending.State, ending.StopFirst));
    }

    [Fact]
    public void Decide_GroupHasEndedAndItsAgentSaidWhy_TakesThat()
    {
        var facts = Facts(SessionSamples.Ready(), Ended with { OutOfMemory = true }) with
        {
            Status = new() { Cause = new() { Code = SessionCauses.LabCrashed, Message = "again and again" } },
        };

        Assert.Equal(SessionCauses.LabCrashed, SessionWatchRules.Decide(facts).Ending!.Cause.Code);
    }

    [Fact]
    public void Decide_GroupHasJustEnded_WaitsForItsAgentsWord()
    {
        var verdict = SessionWatchRules.Decide(Facts(SessionSamples.Ready(), Ended with { EndedOn = Now.AddSeconds(-1) }));

        Assert.Null(verdict.Ending);
        Assert.Equal(5, verdict.NextSeconds);
    }

    [Fact]
    public void Decide_OverOrAtAnotherAttemptOrStopped_Ends()
    {
        RunGroup group = new();
        SessionRecord?[] records =
        [
            null,
            SessionSamples.Ready() with { State = SessionState.Stopped },
            SessionSamples.Ready() with { Attempt = 2 },
            SessionSamples.Ready() with { State = SessionState.Stopping, StopRequestedOn = Now },
        ];

        Assert.All(records, record => Assert.Equal(
            SessionCauses.Stopped, SessionWatchRules.Decide(Facts(record, group)).Ending!.Cause.Code));
    }

    [Theory]
    [InlineData(10, null, 1_790)]
    [InlineData(1_800, RunCauses.StartTimeout, null)]
    public void Decide_NotReadyYet_HasUntilTheDeadline(int seconds, string? cause, int? next)
    {
        var starting = SessionSamples.Session() with { ProvisioningOn = Now };
        var verdict = SessionWatchRules.Decide(Facts(starting, new()) with { Now = Now.AddSeconds(seconds) });

        Assert.Equal(cause, verdict.Ending?.Cause.Code);
        Assert.Equal(next, (int?)verdict.NextSeconds);
    }

    [Fact]
    public void Decide_ImageCannotBeHad_DoesNotWaitForTheDeadline()
    {
        var verdict = SessionWatchRules.Decide(Facts(SessionSamples.Session(), new() { ImageError = "manifest unknown" }));

        Assert.Equal(RunCauses.ImageUnavailable, verdict.Ending!.Cause.Code);
        Assert.Contains("manifest unknown", verdict.Ending.Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ShareCannotBeMounted_IsToldAtTheDeadline()
    {
        var starting = SessionSamples.Session() with { ProvisioningOn = Now };
        var facts = Facts(starting, new() { MountError = "Mount 'x': denied" });

        Assert.Null(SessionWatchRules.Decide(facts with { Now = Now.AddSeconds(1_790) }).Ending);
        var ending = SessionWatchRules.Decide(facts with { Now = Now.AddSeconds(1_800) }).Ending!;
        Assert.Equal((RunCauses.MountFailed, "Mount 'x': denied"), (ending.Cause.Code, ending.Cause.Message));
    }

    [Theory]
    [InlineData(59, 59, null, 60)]
    [InlineData(61, 59.9, null, 5)]
    [InlineData(61, 60.5, SessionCauses.Idle, null)]
    public void Decide_Idle_EndsWhenItWasStillSoAfterItsTime(double minutes, double seenAt, string? cause, int? next)
    {
        var facts = Facts(SessionSamples.Ready(), new()) with
        {
            Now = Now.AddMinutes(minutes),
            Status = new()
            {
                Session = new() { Activity = new() { SampledOn = Now.AddMinutes(seenAt), LastActiveOn = Now } },
            },
        };

        var verdict = SessionWatchRules.Decide(facts);

        Assert.Equal(cause, verdict.Ending?.Cause.Code);
        Assert.Equal(next, (int?)verdict.NextSeconds);
        Assert.NotEqual(false, verdict.Ending?.StopFirst);
    }

    [Fact]
    public void Decide_OldAndBusy_EndsAllTheSame()
    {
        var facts = Facts(SessionSamples.Ready(), new()) with
        {
            Now = Now.AddHours(24),
            Status = new() { Session = new() { Activity = new() { SampledOn = Now.AddHours(24), BusyKernels = 1 } } },
        };

        Assert.Equal(SessionCauses.MaxAge, SessionWatchRules.Decide(facts).Ending!.Cause.Code);
    }

    private static SessionFacts Facts(SessionRecord? record, RunGroup? group) => new()
    {
        Session = SessionSamples.Session().Reference,
        Record = record,
        Group = group is null ? null : new() { State = group },
        Now = Now,
        StartTimeoutSeconds = 1_800,
    };
}
