using CloudWorkspaces.Local.Functions.Blobs;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class ScanWindowTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Offer_WithoutWatermark_EveryVersionIsNewOnce()
    {
        var window = new ScanWindow(null);
        BlobVersion[] blobs = [At("a", -9999), At("b", 0)];

        Assert.Equal(["a", "b"], Scan(window, 10, blobs));
        Assert.Empty(Scan(window, 11, blobs));
    }

    [Fact]
    public void Offer_SameSecondAsTheWatermark_IsNew()
    {
        var window = new ScanWindow(null);
        Scan(window, 0, At("a", 0));

        Assert.Equal(["b"], Scan(window, 1, At("a", 0), At("b", 0)));
    }

    [Fact]
    public void Offer_DatedBeforeWhatCameFirst_IsNew()
    {
        var window = new ScanWindow(null);
        Scan(window, 0, At("a", 0));

        Assert.Equal(["slow"], Scan(window, 300, At("a", 0), At("slow", -299)));
    }

    [Fact]
    public void Offer_AfterAStart_OldVersionsAreNotLookedAt()
    {
        var window = new ScanWindow(s_noon);

        Assert.Equal(["recent", "new"], Scan(window, 60, At("old", -361), At("recent", -360), At("new", 30)));
    }

    [Fact]
    public void Offer_OtherVersion_IsNew()
    {
        var window = new ScanWindow(null);
        Scan(window, 0, At("a", 0));

        Assert.Equal(["a"], Scan(window, 1, At("a", 0) with { ETag = "2" }));
    }

    [Fact]
    public void Finish_OverwrittenMeanwhile_GivesTheNewVersion()
    {
        var window = new ScanWindow(null);
        var first = At("a", 0);
        var second = At("a", 5) with { ETag = "2" };
        window.Begin(s_noon);
        Assert.True(window.Offer(first));
        Assert.False(window.Offer(second));

        Assert.Equal(second, window.Finish(first));
        Assert.Null(window.Finish(second));
        Assert.Empty(Scan(window, 10, second));
    }

    [Fact]
    public void End_VersionIsBeingHandled_KeptWatermarkDoesNotPassIt()
    {
        var window = new ScanWindow(null);
        window.Begin(s_noon.AddSeconds(100));
        var slow = At("slow", 0);
        window.Offer(slow);
        var quick = At("quick", 50);
        window.Offer(quick);
        window.Finish(quick);

        Assert.Equal(s_noon, window.End());
        window.Finish(slow);
        Assert.Equal(s_noon.AddSeconds(50), window.End());
    }

    [Fact]
    public void End_WrittenAfterTheListingBegan_WatermarkIsTheBeginning()
    {
        var window = new ScanWindow(null);
        window.Begin(s_noon);
        var late = At("late", 4000);
        window.Offer(late);
        window.Finish(late);

        Assert.Equal(s_noon, window.End());
    }

    [Fact]
    public void Begin_StorageClockWasSetBack_EverythingIsLookedAt()
    {
        var window = new ScanWindow(s_noon);

        Assert.Equal(["a"], Scan(window, -3600, At("a", -3601)));
        Assert.Empty(Scan(window, -3599, At("a", -3601)));
    }

    [Fact]
    public void Forget_ManyOldBlobs_OnlyTheWindowIsRemembered()
    {
        var window = new ScanWindow(null);
        var blobs = Enumerable.Range(0, 10_000).Select(number => At($"b{number}", number)).ToArray();

        Assert.Equal(10_000, Scan(window, 10_000, blobs).Count);

        Assert.InRange(window.Count, 1, 361);
        Assert.Empty(Scan(window, 10_001, blobs));
    }

    [Fact]
    public void End_NothingListed_WatermarkStays()
    {
        var window = new ScanWindow(s_noon);

        Assert.Empty(Scan(window, 50));
        Assert.Equal(s_noon, window.End());
    }

    [Theory]
    [InlineData(0, 0.01, 1)]
    [InlineData(30, 0.01, 1)]
    [InlineData(150, 0.01, 5)]
    [InlineData(3600, 0.01, 10)]
    [InlineData(0, 2, 8)]
    public void Wait_OfTheScan_GrowsWithQuietAndWithItsCost(double quiet, double listing, double expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected), ScanPace.Wait(TimeSpan.FromSeconds(quiet), TimeSpan.FromSeconds(listing)));

    private static BlobVersion At(string name, int seconds) => new(name, "1", s_noon.AddSeconds(seconds));

    private static List<string> Scan(ScanWindow window, int at, params BlobVersion[] blobs)
    {
        var found = new List<string>();
        window.Begin(s_noon.AddSeconds(at));
        foreach (var blob in blobs)
        {
            if (window.Offer(blob))
            {
                found.Add(blob.Name);
                Assert.Null(window.Finish(blob));
            }
        }

        window.Forget();
        window.End();
        return found;
    }
}
