using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.EndToEnd.Tests;

[Collection(MountFixture.Collection)]
[Trait("Category", "EndToEnd")]
public sealed class MountTests(MountFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly WorkspaceClient _client = fixture.Stack.Client;

    [Fact]
    public async Task Run_CopyMounts_WritesBackWhatChangedAndKeepsBothVersionsOfAConflict()
    {
        await using var mounts = new MountClient(_client.Http);
        await mounts.PutAsync("data", new { kind = "blob", prefix = "data", exclude = new[] { "tmp/**" }, writeBackSeconds = 0 });
        await mounts.PutAsync(
            "catalog", new { kind = "blob", container = MountFixture.Catalog, readOnly = true, include = new[] { "*.json" } });
        foreach (var name in (string[])["a.txt", "sub/b.txt", "gone.txt", "same.txt"])
        {
            await _client.PutFileAsync($"data/{name}", Encoding.UTF8.GetBytes($"{name} before"));
        }

        var catalog = fixture.Blobs.GetBlobContainerClient(MountFixture.Catalog);
        await catalog.UploadBlobAsync("scenes/one.json", BinaryData.FromString("{}"));
        await catalog.UploadBlobAsync("scenes/one.tif", BinaryData.FromString("not included"));
        var same = await TagAsync("data/same.txt");
        // Somebody else changes a file just before the agent writes its own change of it.
        fixture.Proxy.BeforeForward = async request =>
        {
            if (request.Method == HttpMethods.Put && request.Path.Value!.EndsWith("/data/sub/b.txt", StringComparison.Ordinal))
            {
                fixture.Proxy.BeforeForward = null;
                await _client.PutFileAsync("data/sub/b.txt", "of others"u8.ToArray());
            }
        };

        var id = await _client.RunAsync(Notebooks.Python(
            """
            import os, pathlib
            data = pathlib.Path(os.environ['CLOUD_WORKSPACES_MOUNT_DATA'])
            assert str(data) == '/mnt/data' and sorted(str(p.relative_to(data)) for p in data.rglob('*.txt')) == [
                'a.txt', 'gone.txt', 'same.txt', 'sub/b.txt'], list(data.rglob('*'))
            assert (data / 'sub/b.txt').read_text() == 'sub/b.txt before'
            (data / 'a.txt').write_text('a.txt after')
            (data / 'sub/b.txt').write_text('of the notebook')
            (data / 'gone.txt').unlink()
            (data / 'new').mkdir(); (data / 'new/größe 1.txt').write_text('new')
            (data / 'tmp').mkdir(); (data / 'tmp/scratch.txt').write_text('scratch')
            (data / 'link.txt').symlink_to('/etc/passwd')
            """,
            """
            catalog = pathlib.Path('/mnt/catalog')
            assert [str(p.relative_to(catalog)) for p in catalog.rglob('*.*')] == ['scenes/one.json']
            for path in (catalog / 'scenes/one.json', catalog / 'new.json'):
                try:
                    path.write_text('changed')
                except PermissionError:
                    print('refused')
                else:
                    raise AssertionError(f'{path} was written')
            """));
        var run = await _client.WaitForEndAsync(id, Deadline);

        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        Assert.Equal("a.txt after", await ReadAsync("data/a.txt"));
        Assert.Equal("new", await ReadAsync("data/new/größe 1.txt"));
        Assert.Equal("of others", await ReadAsync("data/sub/b.txt"));
        Assert.Equal("of the notebook", await ReadAsync($"data/sub/b.conflict-{id}.txt"));
        Assert.Equal("gone.txt before", await ReadAsync("data/gone.txt"));
        Assert.Equal(same, await TagAsync("data/same.txt"));
        Assert.False(await fixture.Files.GetBlobClient("data/tmp/scratch.txt").ExistsAsync());
        Assert.False(await fixture.Files.GetBlobClient("data/link.txt").ExistsAsync());
        Assert.False(await catalog.GetBlobClient("new.json").ExistsAsync());
        var data = run["mounts"]!.AsArray().Single(mount => mount!["name"]!.GetValue<string>() == "data")!;
        Assert.Equal((4, 4, 3), (Number(data, "files"), Number(data, "fetchedFiles"), Number(data, "writtenFiles")));
        var conflict = Assert.Single(data["conflicts"]!.AsArray())!;
        Assert.Equal("sub/b.txt", conflict["file"]!.GetValue<string>());
        Assert.Equal($"sub/b.conflict-{id}.txt", conflict["keptAs"]!.GetValue<string>());
        var log = await _client.Http.GetStringAsync($"runs/{id}/log");
        Assert.Contains("'sub/b.txt' was changed by others", log, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", run.ToJsonString() + log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MountIsMissing_FailsNamingIt()
    {
        await using var mounts = new MountClient(_client.Http);
        await mounts.PutAsync("scenes", new { kind = "blob", container = MountFixture.Missing, readOnly = true });

        var id = await _client.RunAsync(Notebooks.Python("raise ValueError('never')"));
        var run = await _client.WaitForEndAsync(id, Deadline);

        Assert.Equal("failed", run["state"]!.GetValue<string>());
        Assert.Equal("mount-failed", run["cause"]!["code"]!.GetValue<string>());
        Assert.Equal(
            "Mount 'scenes' cannot be fetched: status 404 ContainerNotFound", run["cause"]!["message"]!.GetValue<string>());
        Assert.Equal("failed", Assert.Single(run["mounts"]!.AsArray())!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Run_DirectMount_ReadsARasterByRangesWithoutACopy()
    {
        const string Scene = "scenes/large.tif";
        await using var mounts = new MountClient(_client.Http);
        await mounts.PutAsync("out", new { kind = "blob", prefix = "scenes" });
        var written = await _client.WaitForEndAsync(await _client.RunAsync(Notebooks.Python(
            """
            import numpy, rasterio
            image = numpy.random.default_rng(1).integers(0, 60000, (1, 3072, 3072), dtype='uint16')
            with rasterio.open(
                '/mnt/out/large.tif', 'w', driver='GTiff', height=3072, width=3072, count=1, dtype='uint16',
                tiled=True, blockxsize=256, blockysize=256) as file:
                file.write(image)
            """)), Deadline);
        Assert.True(written["state"]!.GetValue<string>() == "succeeded", $"{written}");
        var size = (await fixture.Files.GetBlobClient(Scene).GetPropertiesAsync()).Value.ContentLength;
        await mounts.DisposeAsync();
        await mounts.PutAsync("direct", new { kind = "blob", mode = "direct", prefix = "scenes" });
        ConcurrentQueue<(string Method, string Range)> requests = new();
        fixture.Proxy.BeforeForward = request =>
        {
            if (request.Path.Value!.EndsWith(Scene, StringComparison.Ordinal))
            {
                requests.Enqueue((request.Method, request.Headers.Range.ToString()));
            }

            return Task.CompletedTask;
        };

        var run = await _client.WaitForEndAsync(await _client.RunAsync(Notebooks.Python(
            """
            import numpy, os, rasterio
            from rasterio.windows import Window
            address = os.environ['CLOUD_WORKSPACES_MOUNT_DIRECT']
            assert address == '/vsiaz/default-files/scenes', address
            with rasterio.open(address + '/large.tif') as file:
                part = file.read(1, window=Window(1024, 2048, 256, 256))
            image = numpy.random.default_rng(1).integers(0, 60000, (1, 3072, 3072), dtype='uint16')
            assert (part == image[0, 2048:2304, 1024:1280]).all()
            """)), Deadline);
        fixture.Proxy.BeforeForward = null;

        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        var reads = requests.Where(request => request.Method == HttpMethods.Get).ToList();
        Assert.NotEmpty(reads);
        Assert.All(reads, request => Assert.StartsWith("bytes=", request.Range, StringComparison.Ordinal));
        Assert.InRange(reads.Sum(request => Length(request.Range)), 1, size / 10);
        Assert.All(requests, request => Assert.Contains(request.Method, (string[])["GET", "HEAD"]));
    }

    [Fact]
    public async Task Session_CopyMount_IsWrittenBackWhileItRunsAndAtItsEnd()
    {
        await using var mounts = new MountClient(_client.Http);
        await mounts.PutAsync("work", new { kind = "blob", prefix = "work", path = "/mnt/team/work", writeBackSeconds = 1 });
        await mounts.PutAsync("tiles", new { kind = "cache" });
        await _client.PutFileAsync("work/a.txt", "before"u8.ToArray());
        var sessions = new SessionClient(_client.Http);
        var id = await sessions.StartAsync(new { name = "mounted" });
        using var lab = await sessions.OpenAsync(id, Deadline);
        var kernel = await lab.StartKernelAsync();

        var printed = await lab.ExecuteAsync(
            kernel,
            """
            import os, pathlib
            work = pathlib.Path(os.environ['CLOUD_WORKSPACES_MOUNT_WORK'])
            print(work, (work / 'a.txt').read_text())
            (work / 'a.txt').write_text('during')
            pathlib.Path(os.environ['CLOUD_WORKSPACES_MOUNT_TILES'], 'tile.bin').write_text('kept on local disk')
            """);

        Assert.Equal("/mnt/team/work before\n", printed);
        await Eventually.TrueAsync(
            async () => await ReadAsync("work/a.txt") == "during", Deadline, "the session's change is written back");
        await lab.ExecuteAsync(kernel, "(work / 'last.txt').write_text('at the end')\n(work / 'a.txt').write_text('once more')");
        await sessions.StopAsync(id);
        var session = await sessions.WaitForAsync(id, Deadline, "stopped");
        Assert.Equal("at the end", await ReadAsync("work/last.txt"));
        Assert.Equal("once more", await ReadAsync("work/a.txt"));
        Assert.Null(session["mounts"]!.AsArray().Single(mount => mount!["name"]!.GetValue<string>() == "work")!["conflicts"]);
        await fixture.Stack.Groups.WaitUntilNoneAsync(Deadline);
    }

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static long Length(string range)
    {
        var ends = range["bytes=".Length..].Split('-').Select(end => long.Parse(end, CultureInfo.InvariantCulture)).ToList();
        return ends[1] - ends[0] + 1;
    }

    private async Task<string> ReadAsync(string blob) =>
        (await fixture.Files.GetBlobClient(blob).DownloadContentAsync()).Value.Content.ToString();

    private async Task<string> TagAsync(string blob) =>
        (await fixture.Files.GetBlobClient(blob).GetPropertiesAsync()).Value.ETag.ToString();
}
