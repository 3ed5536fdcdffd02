using CloudWorkspaces.Sessions;

namespace CloudWorkspaces.Functions.Tests.Sessions;

public sealed class IdleRulesTests
{
    private static readonly DateTimeOffset Ready = SessionSamples.Now;

    [Fact]
    public void Of_NothingGoesOn_StopsAfterTheIdleTime()
    {
        var life = At(90, Activity(seenAt: 90, lastActiveAt: 70));

        Assert.Equal(Ready.AddMinutes(70), life.IdleSince);
        Assert.Equal(Ready.AddMinutes(130), life.StopsOn);
        Assert.Equal(SessionCauses.Idle, life.StopsBecause);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void Of_SomethingGoesOn_IsNotIdleHoweverLong(int kernels, int terminals, int downloads)
    {
        var activity = Activity(seenAt: 900, lastActiveAt: 1) with
        {
            BusyKernels = kernels,
            BusyTerminals = terminals,
            Downloads = downloads,
        };

        var life = At(900, activity);

        Assert.Null(life.IdleSince);
        Assert.Equal((Ready.AddHours(24), SessionCauses.MaxAge), (life.StopsOn, life.StopsBecause));
    }

    [Fact]
    public void Of_KeptAlive_BeginsItsIdleTimeAnew()
    {
        var session = SessionSamples.Ready() with { KeepAliveOn = Ready.AddMinutes(80) };

        Assert.Equal(Ready.AddMinutes(140), IdleRules.Of(session, Activity(90, 70), Ready.AddMinutes(90)).StopsOn);
    }

    /// <summary>A session that was started and never opened.</summary>
    [Fact]
    public void Of_LastSignBeforeReadiness_CountsFromReadiness() =>
        Assert.Equal(Ready.AddMinutes(60), At(10, Activity(seenAt: 10, lastActiveAt: -5)).StopsOn);

    [Fact]
    public void Of_AgentIsSilent_NobodyIsStoppedForIdleness()
    {
        Assert.Equal(SessionCauses.MaxAge, At(200, activity: null).StopsBecause);
        Assert.Equal(SessionCauses.MaxAge, At(200, Activity(seenAt: 194, lastActiveAt: 1)).StopsBecause);
        Assert.Equal(SessionCauses.Idle, At(200, Activity(seenAt: 196, lastActiveAt: 1)).StopsBecause);
    }

    [Fact]
    public void Of_AgeIsReachedBeforeTheIdleTime_SaysSo()
    {
        var life = At(1_430, Activity(seenAt: 1_430, lastActiveAt: 1_429));

        Assert.Equal((Ready.AddHours(24), SessionCauses.MaxAge), (life.StopsOn, life.StopsBecause));
    }

    [Fact]
    public void Of_NotReady_HasNoEnd()
    {
        Assert.Equal(new SessionLife(), IdleRules.Of(SessionSamples.Session(), Activity(5, 5), Ready.AddHours(30)));
        var over = SessionSamples.Ready() with { State = SessionState.Stopped };
        Assert.Equal(new SessionLife(), IdleRules.Of(over, Activity(5, 5), Ready.AddHours(30)));
    }

    private static SessionLife At(double minutes, SessionActivity? activity) =>
        IdleRules.Of(SessionSamples.Ready(), activity, Ready.AddMinutes(minutes));

    private static SessionActivity Activity(double seenAt, double lastActiveAt) => new()
    {
        SampledOn = Ready.AddMinutes(seenAt),
        LastActiveOn = Ready.AddMinutes(lastActiveAt),
    };
}
