using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Functions.Tests.Admission;

[Trait("Category", "Azurite")]
public sealed class CpuLimitTests
{
    private static readonly QueueKey Queue = AdmissionFixture.Workspace;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task RequestAsync_ProcessorsAreUsedUp_WaitsAndStartsWhenThereAreEnough()
    {
        var fixture = await FixtureAsync(new() { Cpu = 3 });
        var admissions = fixture.Create();
        var runs = fixture.Runs(4);

        var states = new List<AdmissionState?>();
        foreach (var (run, cpu) in runs.Zip([2_000, 1_000, 2_000, 500]))
        {
            states.Add((await admissions.RequestAsync(Queue, run, 5, None, cpu)).State);
        }

        var small = await admissions.ReleaseAsync(Queue, runs[1], None);
        var large = await admissions.ReleaseAsync(Queue, runs[0], None);

        Assert.Equal([AdmissionState.Running, AdmissionState.Running, AdmissionState.Waiting, AdmissionState.Waiting], states);
        Assert.Empty(small.Granted);
        Assert.Equal([runs[2], runs[3]], large.Granted);
        Assert.Equal(2_500, (await admissions.CountAsync(Queue, None)).MilliCpu);
    }

    [Fact]
    public async Task RequestAsync_FirstInLineWantsMoreThanThereEverIs_DoesNotHoldUpTheOthers()
    {
        var fixture = await FixtureAsync(new() { Cpu = 4 });
        var admissions = fixture.Create();
        var runs = fixture.Runs(4);
        await admissions.RequestAsync(Queue, runs[0], 5, None, 4_000);
        await admissions.RequestAsync(Queue, runs[1], 5, None, 4_000);
        fixture.Workspaces.Limits = new() { Cpu = 2 };

        var released = await admissions.ReleaseAsync(Queue, runs[0], None);
        var small = await admissions.RequestAsync(Queue, runs[2], 5, None, 1_000);
        fixture.Workspaces.Limits = new() { Cpu = 8 };
        var raised = await admissions.GrantAsync(Queue, None);

        Assert.Empty(released.Granted);
        Assert.Equal(AdmissionState.Running, small.State);
        Assert.Equal([runs[1]], raised);
    }

    [Fact]
    public async Task RequestAsync_WorkspaceHasALowerLimitOfItsOwn_ThatOneHolds()
    {
        var fixture = await FixtureAsync(new() { ConcurrentRuns = 1 });
        var runs = fixture.Runs(2);

        await fixture.Create().RequestAsync(Queue, runs[0], 5, None);
        var second = await fixture.Create().RequestAsync(Queue, runs[1], 5, None);

        Assert.Equal(AdmissionState.Waiting, second.State);
    }

    [Fact]
    public async Task TakeAsync_ManySessionsAndRunsAtOnce_NeverExceedTheLimits()
    {
        var fixture = await FixtureAsync(new() { Cpu = 6, ConcurrentSessions = 3 });

        var seats = Task.WhenAll(Enumerable.Range(0, 8).Select(index =>
            fixture.CreateSeats().TakeAsync("default", $"s{index}", 1, None)));
        var runs = Task.WhenAll(fixture.Runs(8).Select(run =>
            fixture.Create().RequestAsync(Queue, run, 5, None, 1_000)));
        var refusals = await seats;
        await runs;

        var counts = await fixture.Create().CountAsync(Queue, None);
        Assert.Equal(counts.Sessions, refusals.Count(refusal => refusal is null));
        Assert.InRange(counts.Sessions, 0, 3);
        Assert.Equal(6_000, counts.MilliCpu);
        Assert.Equal(6, counts.Running + counts.Sessions);
    }

    [Fact]
    public async Task TakeAsync_LimitIsReached_NamesItAndWhatIsUsed()
    {
        var fixture = await FixtureAsync(new() { Cpu = 2.5, ConcurrentSessions = 2 });
        var seats = fixture.CreateSeats();
        Assert.Null(await seats.TakeAsync("default", "a", 1, None));
        Assert.Null(await seats.TakeAsync("default", "a", 1, None));

        var cpu = await seats.TakeAsync("default", "b", 2, None);
        Assert.Null(await seats.TakeAsync("default", "b", 0.5, None));
        var count = await seats.TakeAsync("default", "c", 0.1, None);
        var larger = await seats.TakeAsync("default", "a", 3, None);
        Assert.Null(await seats.TakeAsync("default", "a", 2, None));

        Assert.Contains("2.5 vCPU", cpu?.Message, StringComparison.Ordinal);
        Assert.Contains("it uses 1, and this would make 3", cpu?.Message, StringComparison.Ordinal);
        Assert.Contains("2 sessions at the same time, and has 2", count?.Message, StringComparison.Ordinal);
        Assert.NotNull(larger);
    }

    [Fact]
    public async Task LeaveAsync_SessionHadTheProcessors_GivesThemToRuns()
    {
        var fixture = await FixtureAsync(new() { Cpu = 2 });
        var seats = fixture.CreateSeats();
        await seats.TakeAsync("default", "a", 2, None);
        var run = fixture.Runs(1)[0];
        var before = await fixture.Create().RequestAsync(Queue, run, 5, None, 1_000);

        var granted = await seats.LeaveAsync("default", "a", None);

        Assert.Equal(AdmissionState.Waiting, before.State);
        Assert.Equal([run], granted);
        Assert.Empty(await seats.LeaveAsync("default", "a", None));
        Assert.Equal(0, (await fixture.Create().CountAsync(Queue, None)).Sessions);
    }

    private static async Task<AdmissionFixture> FixtureAsync(WorkspaceLimits limits)
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 10);
        fixture.Workspaces.Limits = limits;
        return fixture;
    }
}
