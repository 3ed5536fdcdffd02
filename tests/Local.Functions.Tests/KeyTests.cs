using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Functions.Keys;
using CloudWorkspaces.Local.Functions.Storage;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class KeyTests(KeyedApp app) : IClassFixture<KeyedApp>
{
    [Theory]
    [InlineData("locked/first")]
    [InlineData("locked/admin")]
    [InlineData("locked/system")]
    [InlineData("locked/user")]
    [InlineData("admin/host/status")]
    [InlineData("runtime/webhooks/durabletask/instances")]
    public async Task Get_WithoutKeyOrWithAWrongOne_IsUnauthorizedWithNothingInIt(string path)
    {
        var without = await app.SendAsync(HttpMethod.Get, path, null);
        var wrong = await app.SendAsync(HttpMethod.Get, path, "wrong");

        Assert.Equal((HttpStatusCode.Unauthorized, ""), (without.StatusCode, await without.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), (wrong.StatusCode, await wrong.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_FunctionsOwnKey_OpensItAndNoOther()
    {
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("locked/first", app.FirstKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync("locked/second", app.FirstKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync("locked/admin", app.FirstKey));
    }

    [Fact]
    public async Task Get_HostsFunctionKey_OpensAllFunctionsOfLevelFunction()
    {
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("locked/first", app.HostKey));
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("locked/second", app.HostKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync("locked/admin", app.HostKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync("admin/host/status", app.HostKey));
        Assert.Equal(
            HttpStatusCode.Unauthorized, await app.StatusAsync("runtime/webhooks/durabletask/instances", app.HostKey));
    }

    [Fact]
    public async Task Get_SystemKey_OpensSystemAlone()
    {
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("locked/system", app.SystemKey));
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("runtime/webhooks/durabletask/instances", app.SystemKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync("locked/first", app.SystemKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusAsync("admin/host/status", app.SystemKey));
    }

    [Theory]
    [InlineData("locked/first")]
    [InlineData("locked/admin")]
    [InlineData("locked/system")]
    [InlineData("locked/user")]
    [InlineData("admin/host/status")]
    [InlineData("runtime/webhooks/durabletask/instances")]
    public async Task Get_MasterKey_OpensEverything(string path) =>
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(path, app.Master));

    [Fact]
    public async Task Get_KeyInTheQuery_Opens() =>
        Assert.Equal(HttpStatusCode.OK, (await app.App.Http.GetAsync($"locked/first?code={app.FirstKey}")).StatusCode);

    [Fact]
    public async Task Get_AnonymousFunctionWithAWrongKey_IsOpen() =>
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("disabled", "wrong"));

    [Fact]
    public async Task Blobs_MadeByTheHost_HaveTheOfficialShape()
    {
        var host = await app.Secrets.ReadAsync();
        var function = await app.Secrets.ReadAsync(KeyedApp.FirstFunction);

        Assert.Equal("master", (string)host["masterKey"]!["name"]!);
        Assert.False((bool)host["masterKey"]!["encrypted"]!);
        Assert.Equal("default", (string)host["functionKeys"]![0]!["name"]!);
        Assert.Equal("durabletask_extension", (string)host["systemKeys"]![0]!["name"]!);
        Assert.Equal("default", (string)function["keys"]![0]!["name"]!);
        Assert.Equal(4, new[] { app.Master, app.HostKey, app.SystemKey, app.FirstKey }.Distinct().Count());
        Assert.All([app.Master, app.HostKey, app.SystemKey, app.FirstKey], key => Assert.Equal(54, key.Length));
    }

    [Fact]
    public async Task Start_NothingAsksForAKey_WritesNone()
    {
        var hostId = "none-" + TestApp.NewHub();
        await using var quiet = await KeyedApp.StartAsync(hostId);
        Assert.Equal(HttpStatusCode.OK, (await quiet.Http.GetAsync("disabled")).StatusCode);

        Assert.False(await (await SecretBlobs.OfAsync(hostId)).ExistAsync());
    }

    [Fact]
    public async Task Get_KeysOfAnotherHost_AreKeptAndWhatIsMissingIsAdded()
    {
        var hostId = "kept-" + TestApp.NewHub();
        var secrets = await SecretBlobs.OfAsync(hostId);
        await secrets.WriteAsync("host.json", JsonNode.Parse(
            """
            {"masterKey": {"name": "master", "value": "mine", "encrypted": false}, "functionKeys": [], "systemKeys": [],
             "hostName": "there", "source": "runtime"}
            """)!);
        await using var other = await KeyedApp.StartAsync(hostId);

        var answer = await other.Http.GetAsync("locked/admin?code=mine");

        var kept = await secrets.ReadAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("mine", (string)kept["masterKey"]!["value"]!);
        Assert.Equal("there", (string)kept["hostName"]!);
        Assert.Single(kept["systemKeys"]!.AsArray());
    }

    [Fact]
    public async Task HostAsync_TwoHostsAtOnce_HaveTheSameKeys()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var storage = new HubStorage(azurite.ConnectionString, new HubNames(TestApp.NewHub()));
        var retry = new StorageRetry(TimeProvider.System, NullLogger<StorageRetry>.Instance);
        var hostId = "race-" + TestApp.NewHub();

        var masters = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            (await new SecretStore(storage, retry, hostId).HostAsync(CancellationToken.None)).MasterKey!.Value));

        Assert.Single(masters.Distinct());
    }

    [Fact]
    public async Task Get_KeyIsRotatedInStorage_TheNewOneOpensWithoutARestart()
    {
        await using var rotated = await KeyedApp.StartAsync("turn-" + TestApp.NewHub());
        await rotated.Http.GetAsync("locked/first");
        var secrets = await SecretBlobs.OfAsync("turn-" + rotated.Hub);
        var keys = await secrets.ReadAsync(KeyedApp.FirstFunction);
        var old = (string)keys["keys"]![0]!["value"]!;
        keys["keys"]![0]!["value"] = "rotated";
        await secrets.WriteAsync(KeyedApp.FirstFunction, keys);

        await Eventually.TrueAsync(
            async () => (await rotated.Http.GetAsync("locked/first?code=rotated")).StatusCode == HttpStatusCode.OK,
            TimeSpan.FromSeconds(20),
            "the new key opens");

        Assert.Equal(HttpStatusCode.Unauthorized, (await rotated.Http.GetAsync($"locked/first?code={old}")).StatusCode);
    }

    [Theory]
    [InlineData("admin/unknown")]
    [InlineData("ADMIN/host/unknown")]
    [InlineData("runtime/unknown")]
    [InlineData("runtime/webhooks/durabletask/unknown")]
    public async Task Get_UnknownReservedPath_IsNotFoundWhateverCatchAllThereIs(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync(path, app.Master));
}
