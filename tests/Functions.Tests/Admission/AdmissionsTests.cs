using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Admission;

public sealed class AdmissionsTests
{
    private static readonly QueueKey Queue = AdmissionFixture.Workspace;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task RequestAsync_RoomForTwo_GrantsTwoAndLetsTheThirdWait()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 2);
        var admissions = fixture.Create();
        List<AdmissionState?> states = [];

        foreach (var run in fixture.Runs(3))
        {
            states.Add((await admissions.RequestAsync(Queue, run, AdmissionPriority.Normal, None)).State);
        }

        Assert.Equal([AdmissionState.Running, AdmissionState.Running, AdmissionState.Waiting], states);
        Assert.Equal(new AdmissionCounts { Running = 2, Waiting = 1 }, await admissions.CountAsync(Queue, None));
    }

    [Fact]
    public async Task RequestAsync_Repeated_TellsTheStateAndTakesNoSecondPlace()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(2);
        await RequestAllAsync(admissions, runs);

        var first = await admissions.RequestAsync(Queue, runs[0], AdmissionPriority.Normal, None);
        var second = await admissions.RequestAsync(Queue, runs[1], AdmissionPriority.Normal, None);

        Assert.Equal(AdmissionState.Running, first.State);
        Assert.Equal(AdmissionState.Waiting, second.State);
        Assert.Equal(new AdmissionCounts { Running = 1, Waiting = 1 }, await admissions.CountAsync(Queue, None));
    }

    [Fact]
    public async Task ReleaseAsync_TenBehindALimitOfTwo_GrantsInOrder()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 2);
        var admissions = fixture.Create();
        var runs = fixture.Runs(12);
        await RequestAllAsync(admissions, [runs[0], runs[1], .. runs.Skip(2)]);
        List<RunReference> order = [];

        foreach (var run in runs)
        {
            order.AddRange((await admissions.ReleaseAsync(Queue, run, None)).Granted);
        }

        Assert.Equal(runs.Skip(2), order);
        Assert.Equal(AdmissionCounts.None, await admissions.CountAsync(Queue, None));
        Assert.Empty(await fixture.EntriesAsync());
    }

    [Fact]
    public async Task ReleaseAsync_HigherPriorityCameLast_GoesFirst()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(3);
        await RequestAllAsync(admissions, [runs[0], runs[1]]);
        await admissions.RequestAsync(Queue, runs[2], AdmissionPriority.Highest, None);

        var decision = await admissions.ReleaseAsync(Queue, runs[0], None);

        Assert.Equal([runs[2]], decision.Granted);
    }

    [Fact]
    public async Task ReleaseAsync_Waiting_LeavesTheLine()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(3);
        await RequestAllAsync(admissions, runs);

        var left = await admissions.ReleaseAsync(Queue, runs[1], None);
        var released = await admissions.ReleaseAsync(Queue, runs[0], None);

        Assert.Empty(left.Granted);
        Assert.Equal([runs[2]], released.Granted);
    }

    [Fact]
    public async Task ReleaseAsync_Twice_GrantsOnce()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(3);
        await RequestAllAsync(admissions, runs);
        await admissions.ReleaseAsync(Queue, runs[0], None);

        var again = await admissions.ReleaseAsync(Queue, runs[0], None);

        Assert.Empty(again.Granted);
        Assert.Equal(new AdmissionCounts { Running = 1, Waiting = 1 }, await admissions.CountAsync(Queue, None));
    }

    [Fact]
    public async Task RequestAsync_ManyDecidersAtOnce_NeverExceedTheLimitAndLoseNobody()
    {
        const int Limit = 3;
        var fixture = await AdmissionFixture.CreateAsync(Limit);
        var runs = fixture.Runs(24);
        var running = 0;
        var peak = 0;
        var done = new HashSet<RunReference>();

        await Task.WhenAll(runs.Select(async run =>
        {
            var decision = await fixture.Create().RequestAsync(Queue, run, AdmissionPriority.Normal, None);
            await GoAsync(run, decision.State is AdmissionState.Running);
        }));

        Assert.Equal(runs.ToHashSet(), done);
        Assert.InRange(peak, 1, Limit);
        Assert.Equal(AdmissionCounts.None, await fixture.Create().CountAsync(Queue, None));

        // Runs whoever was granted, and releases it: who is granted by that goes on from there.
        async Task GoAsync(RunReference run, bool granted)
        {
            if (!granted)
            {
                return;
            }

            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref peak, now);
            lock (done)
            {
                Assert.True(done.Add(run));
            }

            await Task.Yield();
            Interlocked.Decrement(ref running);
            var next = (await fixture.Create().ReleaseAsync(Queue, run, None)).Granted;
            await Task.WhenAll(next.Select(other => GoAsync(other, granted: true)));
        }
    }

    [Fact]
    public async Task GrantAsync_LimitWasRaised_GrantsWhatThereIsRoomFor()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var runs = fixture.Runs(4);
        await RequestAllAsync(fixture.Create(), runs);
        fixture.Limit(3);

        Assert.Equal([runs[1], runs[2]], await fixture.Create().GrantAsync(Queue, None));
        Assert.Empty(await fixture.Create().GrantAsync(Queue, None));
    }

    private static async Task RequestAllAsync(IAdmissions admissions, IEnumerable<RunReference> runs)
    {
        foreach (var run in runs)
        {
            await admissions.RequestAsync(Queue, run, AdmissionPriority.Normal, None);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) == seen ? value : Volatile.Read(ref target);
        }
    }
}
