using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Admission;

public sealed class FinishingTests
{
    private static readonly QueueKey Queue = AdmissionFixture.Placement;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task FinishAsync_AllowanceLeft_GrantsTheNextAtOnce()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create(finishing: 1);
        var runs = fixture.Runs(2);
        await admissions.RequestAsync(Queue, runs[0], AdmissionPriority.Normal, None);
        await admissions.RequestAsync(Queue, runs[1], AdmissionPriority.Normal, None);

        var decision = await admissions.FinishAsync(Queue, runs[0], None);

        Assert.Equal(AdmissionState.Finishing, decision.State);
        Assert.Equal([runs[1]], decision.Granted);
        Assert.Equal(new AdmissionCounts { Running = 1, Finishing = 1 }, await admissions.CountAsync(Queue, None));
    }

    [Fact]
    public async Task FinishAsync_AllowanceUsedUp_GrantsWhenTheGroupIsGone()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create(finishing: 0);
        var runs = fixture.Runs(2);
        await admissions.RequestAsync(Queue, runs[0], AdmissionPriority.Normal, None);
        await admissions.RequestAsync(Queue, runs[1], AdmissionPriority.Normal, None);

        var finished = await admissions.FinishAsync(Queue, runs[0], None);
        var released = await admissions.ReleaseAsync(Queue, runs[0], None);

        Assert.Empty(finished.Granted);
        Assert.Equal([runs[1]], released.Granted);
    }

    [Fact]
    public async Task ConvertAsync_RunsTakeAllPlaces_WaitsUntilOneIsFree()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(2);
        await admissions.RequestAsync(Queue, runs[0], AdmissionPriority.Normal, None);
        await admissions.RequestAsync(Queue, runs[1], AdmissionPriority.Normal, None);
        await admissions.FinishAsync(Queue, runs[0], None);

        var busy = await admissions.ConvertAsync(Queue, runs[0], force: false, None);
        await admissions.FinishAsync(Queue, runs[1], None);
        var free = await admissions.ConvertAsync(Queue, runs[0], force: false, None);
        var second = await admissions.ConvertAsync(Queue, runs[1], force: false, None);

        Assert.Equal(AdmissionState.Finishing, busy.State);
        Assert.Equal(AdmissionState.Converting, free.State);
        Assert.Equal(AdmissionState.Finishing, second.State);
    }

    [Fact]
    public async Task ConvertAsync_Forced_ConvertsBesideTheRuns()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(2);
        await admissions.RequestAsync(Queue, runs[0], AdmissionPriority.Normal, None);
        await admissions.FinishAsync(Queue, runs[0], None);
        await admissions.RequestAsync(Queue, runs[1], AdmissionPriority.Normal, None);

        var decision = await admissions.ConvertAsync(Queue, runs[0], force: true, None);

        Assert.Equal(AdmissionState.Converting, decision.State);
    }

    [Fact]
    public async Task ConvertAsync_NotInTheQueue_IsNotGranted()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);

        var decision = await fixture.Create().ConvertAsync(Queue, fixture.Runs(1)[0], force: true, None);

        Assert.Null(decision.State);
    }
}
