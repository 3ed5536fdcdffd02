using CloudWorkspaces.Local.Functions.Http;
using CloudWorkspaces.Local.Functions.Keys;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class KeyRuleTests
{
    private static readonly HostSecrets s_host = new()
    {
        MasterKey = new SecretKey("master", "m"),
        SystemKeys = [new SecretKey("durabletask_extension", "d"), new SecretKey("blobs_extension", "b")],
        FunctionKeys = [new SecretKey("default", "sealed", Encrypted: true), new SecretKey("empty", "")],
    };

    [Theory]
    [InlineData("d", true)]
    [InlineData("b", false)]
    public void Allows_SystemKeyOfAnotherExtension_DoesNotOpen(string key, bool expected) =>
        Assert.Equal(expected, KeyRules.Allows(Access.DurableTask, key, s_host, null));

    [Theory]
    [InlineData("sealed")]
    [InlineData("")]
    public void Allows_EncryptedOrEmptyKey_OpensNothing(string key) =>
        Assert.False(KeyRules.Allows(new Access(AuthorizationLevel.Function), key, s_host, null));

    [Fact]
    public async Task Get_WithinMaxAge_ReadsOnce()
    {
        var (reads, time) = (0, new ManualTime());
        var cache = new CachedSecrets<int>(_ => Task.FromResult(++reads), time);

        Assert.Equal(1, await cache.GetAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
        time.Now += TimeSpan.FromSeconds(29);
        Assert.Equal(1, await cache.GetAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
        time.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(2, await cache.GetAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
    }

    [Fact]
    public async Task Get_ReadingFailed_ReadsAgain()
    {
        var reads = 0;
        var cache = new CachedSecrets<int>(
            _ => ++reads == 1 ? Task.FromException<int>(new IOException("away")) : Task.FromResult(reads), new ManualTime());

        await Assert.ThrowsAsync<IOException>(() => cache.GetAsync(KeyRing.Fresh, CancellationToken.None));
        Assert.Equal(2, await cache.GetAsync(KeyRing.Fresh, CancellationToken.None));
    }

    [Theory]
    [InlineData(null, "cloudworkspaces-local-functions-")]
    [InlineData("MyApp", "myapp")]
    public void HostId_WithAndWithoutItsSetting_IsLowerCase(string? set, string expected)
    {
        var configuration = new ConfigurationManager { ["AzureFunctionsWebHost:hostid"] = set };

        Assert.StartsWith(HostId.Of(configuration, typeof(KeyRuleTests).Assembly).Value, expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin", true)]
    [InlineData("Runtime", true)]
    [InlineData("administration", false)]
    public void IsReserved_FirstSegment_IsComparedAsAWhole(string segment, bool expected) =>
        Assert.Equal(expected, ReservedPaths.IsReserved(segment));

    private sealed class ManualTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
