using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;
using Xunit.Abstractions;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>The same environment in both modes: no difference, and each kind of a planted one is found.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ParityTests(StackFixture fixture, ITestOutputHelper output) : IClassFixture<StackFixture>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    /// <summary>IPython runs start-up files before a kernel's first cell.</summary>
    private const string Plant = """
        import os, pathlib
        folder = pathlib.Path(os.environ["IPYTHONDIR"]) / "profile_default" / "startup"
        folder.mkdir(parents=True, exist_ok=True)
        package = pathlib.Path("/tmp/planted/planted-1.0.dist-info")
        package.mkdir(parents=True)
        (package / "METADATA").write_text("Metadata-Version: 2.1\nName: planted\nVersion: 1.0\n")
        (folder / "00-plant.py").write_text(
            "import os, resource, sys\n"
            "os.environ['PLANTED'] = 'x'\n"
            "os.umask(0o77)\n"
            "sys.path.append('/tmp/planted')\n"
            "resource.setrlimit(resource.RLIMIT_NOFILE, (1000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))\n")
        """;

    private readonly SessionClient _sessions = new(fixture.Stack.Client.Http);

    private HttpClient Http => fixture.Stack.Client.Http;

    [Fact]
    public async Task Session_OfOurOwnEnvironmentWithMountsOfEachKind_IsWhatARunIs()
    {
        await using var mounts = new MountClient(Http);
        await mounts.PutAsync("copied", new { kind = "blob", prefix = "data" });
        await mounts.PutAsync("direct", new { kind = "blob", mode = "direct" });
        await mounts.PutAsync("tiles", new { kind = "cache" });
        await mounts.PutAsync(
            "maps", new { kind = "share", share = "maps", account = "others", accountKey = ArmEmulatorProcess.StorageKey, readOnly = true });
        var id = await _sessions.StartAsync(new { name = "parity" });
        using var lab = await _sessions.OpenAsync(id, Deadline);

        var report = await CheckAsync(id);

        Assert.Equal("[]", report["differences"]!.ToJsonString());
        Assert.True(report["identical"]!.GetValue<bool>());
        Assert.Equal(report["image"]!.GetValue<string>(), (await Http.GetFromJsonAsync<JsonObject>($"runs/{report["run"]}"))!["image"]!.GetValue<string>());
        await _sessions.StopAsync(id);
    }

    /// <summary>What a user of the session plants, a run does not have; what is mounted now, the session does not.</summary>
    [Fact]
    public async Task Session_ThatIsChanged_DiffersInWhatWasChanged()
    {
        var id = await _sessions.StartAsync(new { name = "changed" });
        using var lab = await _sessions.OpenAsync(id, Deadline);
        await lab.ExecuteAsync(await lab.StartKernelAsync(), Plant);
        await using var mounts = new MountClient(Http);
        await mounts.PutAsync("later", new { kind = "cache" });

        var report = await CheckAsync(id);

        Assert.False(report["identical"]!.GetValue<bool>());
        Assert.Equal(
            [
                "limit nofile", "mount /mnt/later", "python-package planted", "user umask",
                "variable CLOUD_WORKSPACES_MOUNT_LATER", "variable PLANTED",
            ],
            report["differences"]!.AsArray().Select(found => $"{found!["kind"]} {found["name"]}").Order(StringComparer.Ordinal));
        await _sessions.StopAsync(id);
    }

    [Fact]
    public async Task Check_OfASessionThatIsNotReady_IsRefused()
    {
        var id = await _sessions.StartAsync(new { name = "early" });

        using var early = await Http.PostAsJsonAsync("parity", new { session = id });
        using var unknown = await Http.PostAsJsonAsync("parity", new { session = "01m83qqafvs9pf8csgdqbybszq" });
        using var without = await Http.PostAsJsonAsync("parity", new { sesion = id });

        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("\"sesion\":", await without.Content.ReadAsStringAsync());
        await _sessions.StopAsync(id);
    }

    private async Task<JsonObject> CheckAsync(string session)
    {
        using var answer = await Http.PostAsJsonAsync("parity", new { session });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        JsonObject report = [];
        await Eventually.TrueAsync(
            async () => (report = (await Http.GetFromJsonAsync<JsonObject>(answer.Headers.Location))!)["state"]!
                .GetValue<string>() != "running",
            Deadline,
            "the check is over");
        output.WriteLine(report.ToJsonString());
        Assert.Equal("completed", report["state"]!.GetValue<string>());
        return report;
    }
}
