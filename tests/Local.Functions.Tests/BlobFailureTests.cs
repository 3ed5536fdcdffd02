using CloudWorkspaces.Local.Functions.Blobs;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>How often a blob is tried.</summary>
public sealed class BlobFailureTests
{
    [Fact]
    public async Task Crash_InTheMiddle_TheBlobIsHandledAgain()
    {
        await using var rig = await BlobRig.StartAsync(_ => Task.Delay(Timeout.Infinite));
        await rig.PutAsync("a");
        await rig.UntilAsync(() => rig.Attempts.Count == 1, "the first attempt runs");
        rig.Drop();

        rig.Start();
        await rig.UntilAsync(() => rig.Attempts.Count == 2, "the second attempt runs");

        var receipt = Assert.Single(await rig.ReceiptsAsync());
        Assert.Equal(new BlobReceipt(IsCompleted: false, 2), receipt);
    }

    [Fact]
    public async Task Failure_TwiceThenSuccess_IsTriedThreeTimes()
    {
        var failures = 2;
        await using var rig = await BlobRig.StartAsync(_ =>
            failures-- > 0 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask);
        await rig.PutAsync("a");

        await rig.UntilCompletedAsync(1);

        Assert.Equal(3, rig.Attempts.Count);
        Assert.Empty(await rig.PoisonAsync());
    }

    [Fact]
    public async Task Failure_Always_FiveAttemptsThenPoison()
    {
        await using var rig = await BlobRig.StartAsync(_ => throw new InvalidOperationException("Never."));
        await rig.PutAsync("in/a.txt");

        await rig.UntilCompletedAsync(1);

        Assert.Equal(5, rig.Attempts.Count);
        var message = Assert.Single(await rig.PoisonAsync());
        var properties = await rig.Container.GetBlobClient("in/a.txt").GetPropertiesAsync();
        Assert.Equal(
            ["BlobTrigger", "Host.Functions.OnBlob", "BlockBlob", rig.Container.Name, "in/a.txt", properties.Value.ETag.ToString("H")],
            message.EnumerateObject().Select(property => property.Value.GetString()));
        Assert.Equal(
            ["Type", "FunctionId", "BlobType", "ContainerName", "BlobName", "ETag"],
            message.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Failure_OverRestarts_AttemptsAreCountedOn()
    {
        await using var rig = await BlobRig.StartAsync(
            _ => throw new InvalidOperationException("Never."), new BlobOptions { PoisonBlobThreshold = 3 });
        await rig.PutAsync("a");
        await rig.UntilAsync(() => rig.Attempts.Count == 2, "two attempts failed");
        await rig.StopAsync();

        rig.Start();
        await rig.UntilCompletedAsync(1);

        Assert.Equal(3, rig.Attempts.Count);
        Assert.Single(await rig.PoisonAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Scan_OneOperationInFiveFails_NothingIsLost(int seed)
    {
        var random = new Random(seed);
        await using var rig = await BlobRig.NewAsync();
        rig.Transport.Fault = () =>
        {
            lock (random)
            {
                return random.Next(5) == 0 ? (StorageFault)random.Next(1, 4) : StorageFault.None;
            }
        };
        rig.Start();
        for (var number = 0; number < 20; number++)
        {
            await rig.PutAsync($"b{number}");
        }

        await rig.UntilCompletedAsync(20);

        Assert.Equal(20, rig.Attempts.Count);
    }
}
