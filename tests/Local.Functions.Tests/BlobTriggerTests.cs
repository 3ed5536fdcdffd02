using CloudWorkspaces.Local.Functions.Blobs;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>What is handled, and what is not handled again.</summary>
public sealed class BlobTriggerTests
{
    [Fact]
    public async Task Start_BlobsThatWereThere_AreHandled()
    {
        await using var rig = await BlobRig.NewAsync();
        await rig.PutAsync("before/one");
        rig.Start();
        await rig.PutAsync("after");

        await rig.UntilCompletedAsync(2);

        Assert.Equal(["after", "before/one"], rig.Attempts.Order());
    }

    [Fact]
    public async Task Restart_AfterAllWereHandled_NoneIsHandledAgain()
    {
        await using var rig = await BlobRig.StartAsync();
        await rig.PutAsync("a");
        await rig.PutAsync("b");
        await rig.UntilCompletedAsync(2);
        await rig.StopAsync();

        rig.Start();
        await rig.PutAsync("c");
        await rig.UntilCompletedAsync(3);

        Assert.Equal(["a", "b", "c"], rig.Attempts.Order());
    }

    [Fact]
    public async Task Overwrite_WhileItIsHandled_TheNewVersionIsHandledAfterIt()
    {
        var mayEnd = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        await using var rig = await BlobRig.StartAsync(async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await mayEnd.Task;
            Interlocked.Decrement(ref running);
        });
        await rig.PutAsync("a", "first");
        await rig.UntilAsync(() => rig.Attempts.Count == 1, "the first version is being handled");
        await rig.PutAsync("a", "second");
        var before = rig.Transport.Count;
        await rig.UntilAsync(() => rig.Transport.Count > before + 2, "the new version was listed");

        mayEnd.SetResult();
        await rig.UntilCompletedAsync(2);

        Assert.Equal(["a", "a"], rig.Attempts);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Overwrite_AfterItWasHandled_TheNewVersionIsHandled()
    {
        await using var rig = await BlobRig.StartAsync();
        await rig.PutAsync("a", "first");
        await rig.UntilCompletedAsync(1);

        await rig.PutAsync("a", "second");
        await rig.UntilCompletedAsync(2);

        Assert.Equal(["a", "a"], rig.Attempts);
    }

    [Fact]
    public async Task Delete_BeforeItsAttempt_IsSkipped()
    {
        var mayEnd = new TaskCompletionSource();
        await using var rig = await BlobRig.NewAsync(_ => mayEnd.Task, new BlobOptions { MaxDegreeOfParallelism = 1 });
        await rig.PutAsync("a");
        await rig.PutAsync("b");
        await rig.PutAsync("c");
        rig.Start();
        await rig.UntilAsync(() => rig.Attempts.Count == 1, "the first blob is being handled");
        await rig.Container.DeleteBlobAsync("b");

        mayEnd.SetResult();
        await rig.UntilCompletedAsync(3);

        Assert.Equal(["a", "c"], rig.Attempts);
    }

    [Fact]
    public async Task Container_MadeLater_IsScannedThen()
    {
        await using var rig = await BlobRig.NewAsync();
        await rig.Container.DeleteAsync();
        rig.Start();
        await rig.UntilAsync(() => rig.Transport.Count >= 3, "the container was missed twice");

        await rig.Container.CreateAsync();
        await rig.PutAsync("a");
        await rig.UntilCompletedAsync(1);

        Assert.Equal(["a"], rig.Attempts);
    }
}
