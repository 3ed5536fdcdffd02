using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Storage;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Agent.Tests.Storage;

public sealed class BlobAccessTests
{
    [Fact]
    public async Task GetAsync_UntilShortlyBeforeExpiry_AsksOnlyOnce()
    {
        var time = new FakeTimeProvider();
        var source = new FakeSource(time);
        var access = new BlobAccess(source, time);

        var first = await access.GetAsync("log.txt", CancellationToken.None);
        time.Advance(FakeSource.Lifetime - BlobAccess.Margin - TimeSpan.FromSeconds(1));
        Assert.Same(first, await access.GetAsync("log.txt", CancellationToken.None));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, await access.GetAsync("log.txt", CancellationToken.None));

        Assert.Equal([1, 1], source.BatchSizes);
    }

    [Fact]
    public async Task PrepareAsync_ManyNames_AsksInBatchesAndOnlyForWhatIsMissing()
    {
        var time = new FakeTimeProvider();
        var source = new FakeSource(time);
        var access = new BlobAccess(source, time);
        access.Add(new Dictionary<string, Uri> { ["n0"] = new("http://x/n0?sig=a") }, time.GetUtcNow().AddHours(1));

        await access.PrepareAsync(Enumerable.Range(0, 251).Select(index => $"n{index}"), CancellationToken.None);

        Assert.Equal([100, 100, 50], source.BatchSizes);
    }

    [Fact]
    public async Task GetAsync_AppLeavesTheNameOut_SaysWhich()
    {
        var time = new FakeTimeProvider();
        var access = new BlobAccess(new FakeSource(time), time);

        var exception = await Assert.ThrowsAsync<EndpointException>(
            async () => await access.GetAsync("refused", CancellationToken.None));

        Assert.Contains("refused", exception.Message, StringComparison.Ordinal);
    }

    private sealed class FakeSource(TimeProvider time) : IBlobAccessSource
    {
        public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

        public List<int> BatchSizes { get; } = [];

        public Task<BlobAccessAnswer> GetAccessAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
        {
            BatchSizes.Add(names.Count);
            var blobs = names.Where(name => name != "refused")
                .ToDictionary(name => name, name => new Uri($"http://x/{name}?sig={BatchSizes.Count}"));
            return Task.FromResult(new BlobAccessAnswer(blobs, time.GetUtcNow() + Lifetime));
        }
    }
}
