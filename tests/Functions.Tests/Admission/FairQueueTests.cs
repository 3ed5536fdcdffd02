using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Admission;

[Trait("Category", "Azurite")]
public sealed class FairQueueTests
{
    private static readonly QueueKey Queue = AdmissionFixture.Workspace;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task ReleaseAsync_BatchOfThirtyAndTwoUsers_TakeTurns()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var batch = fixture.Runs(30);
        var users = fixture.Runs(3);
        foreach (var run in batch)
        {
            await admissions.RequestAsync(Queue, run, 5, None, flow: "batch");
        }

        // Two of the batch have gone when the others come.
        await admissions.ReleaseAsync(Queue, batch[0], None);
        await admissions.ReleaseAsync(Queue, batch[1], None);
        await admissions.RequestAsync(Queue, users[0], 5, None, flow: "anna");
        await admissions.RequestAsync(Queue, users[1], 5, None, flow: "anna");
        await admissions.RequestAsync(Queue, users[2], 5, None, flow: "ben");
        var position = await admissions.PositionAsync(Queue, users[1], None);

        var order = await OrderAsync(admissions, batch[2], count: 7);

        Assert.Equal([batch[3], users[0], users[2], batch[4], users[1], batch[5], batch[6]], order);
        Assert.Equal(new QueuePosition { Queue = QueueKind.Workspace, Position = 5, Waiting = 30 }, position);
    }

    [Fact]
    public async Task RequestAsync_HighPriority_GoesBeforeEveryTurn()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(5);
        await admissions.RequestAsync(Queue, runs[0], 5, None, flow: "a");
        await admissions.RequestAsync(Queue, runs[1], AdmissionPriority.Of(RunPriority.Low), None, flow: "b");
        await admissions.RequestAsync(Queue, runs[2], AdmissionPriority.Of(RunPriority.Normal), None, flow: "a");
        await admissions.RequestAsync(Queue, runs[3], AdmissionPriority.Of(RunPriority.High), None, flow: "a");
        await admissions.RequestAsync(Queue, runs[4], AdmissionPriority.Of(RunPriority.High), None, flow: "a");

        Assert.Equal([runs[3], runs[4], runs[2], runs[1]], await OrderAsync(admissions, runs[0], count: 4));
        Assert.Null(await admissions.PositionAsync(Queue, runs[1], None));
    }

    [Fact]
    public async Task ReleaseAsync_NobodyWaitsAnyMore_TurnsBeginAnew()
    {
        var fixture = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = fixture.Create();
        var runs = fixture.Runs(6);
        foreach (var run in runs.Take(3))
        {
            await admissions.RequestAsync(Queue, run, 5, None, flow: "a");
        }

        await OrderAsync(admissions, runs[0], count: 2);
        await admissions.RequestAsync(Queue, runs[3], 5, None, flow: "a");
        await admissions.RequestAsync(Queue, runs[4], 5, None, flow: "a");
        await admissions.RequestAsync(Queue, runs[5], 5, None, flow: "b");

        Assert.Equal([runs[3], runs[5], runs[4]], await OrderAsync(admissions, runs[2], count: 3));
    }

    /// <summary>Releases whoever runs, again and again.</summary>
    private static async Task<List<RunReference>> OrderAsync(IAdmissions admissions, RunReference first, int count)
    {
        List<RunReference> order = [];
        for (var running = first; order.Count < count; running = order[^1])
        {
            order.Add(Assert.Single((await admissions.ReleaseAsync(Queue, running, None)).Granted));
        }

        return order;
    }
}
