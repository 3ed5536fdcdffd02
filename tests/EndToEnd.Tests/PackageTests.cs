using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>What users install with pip in a session is there in later sessions and runs, without an index.</summary>
[Trait("Category", "EndToEnd")]
[Collection(SessionStack.Collection)]
public sealed class PackageTests(SessionStack fixture)
{
    private const string Kept = $"/home/jovyan/.cloud-workspaces/packages/{SessionStack.Extended}";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    private readonly SessionClient _sessions = new(fixture.Stack.Client.Http);

    private WorkspaceClient Client => fixture.Stack.Client;

    [Fact]
    public async Task Packages_InstalledInASession_AreInLaterSessionsAndRunsUntilUninstalled()
    {
        var id = await _sessions.StartAsync(new { name = "installs", flavor = "small", environment = SessionStack.Extended });
        using (var lab = await _sessions.OpenAsync(id, Deadline))
        {
            var kernel = await lab.StartKernelAsync();
            await InstallAsync(lab, kernel, "packdemo", "1.0");
            Assert.Equal("packdemo 1.0\n", await lab.ExecuteAsync(kernel, "import packdemo; packdemo.main()"));
            await InstallAsync(lab, kernel, "packgone", "1.0");
            await WaitForListAsync(lab, kernel, "packdemo==1.0\npackgone==1.0\n");
            await lab.ExecuteAsync(kernel, "!python3 -m pip uninstall --yes packgone");
            await InstallAsync(lab, kernel, "packdemo", "2.0");
            await WaitForListAsync(lab, kernel, "packdemo==2.0\n");

            // Newer than Debian's own, and so late that the session ends before it has been seen.
            await InstallAsync(lab, kernel, "affine", "99.0");
            await _sessions.StopAsync(id);
        }

        await _sessions.WaitForAsync(id, Deadline, "stopped");
        await _sessions.RestartAsync(id, new { flavor = "medium" });
        using var again = await _sessions.OpenAsync(id, Deadline);
        var restored = await PackagesAsync(id);
        Assert.Equal(["affine 99.0", "packdemo 2.0"], Names(restored["restored"]));
        Assert.Null(restored["problems"]);
        var later = await again.StartKernelAsync();
        Assert.Equal("99.0 2.0\n", await again.ExecuteAsync(later, "import affine, packdemo; print(affine.version, packdemo.version)"));
        Assert.Equal("packdemo 2.0\r\n", await again.ExecuteAsync(later, "!packdemo"));
        Assert.Equal("packdemo 2.0\r\n", await again.ExecuteAsync(later, "!bash -lc packdemo"));
        Assert.Contains("No module named 'packgone'", await again.ExecuteAsync(later, "import packgone"), StringComparison.Ordinal);

        var run = await RunAsync("import affine, packdemo; print('found', affine.version, packdemo.version)");
        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        Assert.Equal(["affine 99.0", "packdemo 2.0"], Names((await ProvenanceAsync(run))["restoredPackages"]));
        Assert.Equal("[]", (await ParityAsync(id))["differences"]!.ToJsonString());

        await again.ExecuteAsync(later, "!pip uninstall --yes affine");
        await WaitForListAsync(again, later, "packdemo==2.0\n");
        var debian = await RunAsync("import affine; assert not hasattr(affine, 'version'); import packdemo");
        Assert.True(debian["state"]!.GetValue<string>() == "succeeded", $"{debian}");

        await again.ExecuteAsync(later, $"!truncate --size=200 {Kept}/*/packdemo-*");
        var failed = await RunAsync("print('not reached')");
        Assert.Equal("packages-failed", failed["cause"]!["code"]!.GetValue<string>());
        Assert.StartsWith(
            $"packdemo==2.0 could not be restored from {Kept}/python3", failed["cause"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);

        await _sessions.RestartAsync(id);
        using var without = await _sessions.OpenAsync(id, Deadline);
        var packages = await PackagesAsync(id);
        Assert.Empty(Names(packages["restored"]));
        Assert.Equal(failed["cause"]!["message"]!.GetValue<string>(), Assert.Single(packages["problems"]!.AsArray())!.GetValue<string>());
        var mending = await without.StartKernelAsync();
        await WaitForListAsync(without, mending, "packdemo==2.0\n");
        await InstallAsync(without, mending, "packdemo", "2.0");
        await _sessions.StopAsync(id);
        await _sessions.WaitForAsync(id, Deadline, "stopped");
        Assert.Equal("succeeded", (await RunAsync("import packdemo"))["state"]!.GetValue<string>());
        await fixture.Stack.Groups.WaitUntilNoneAsync(Deadline);
    }

    private static async Task InstallAsync(LabClient lab, string kernel, string name, string version)
    {
        var file = Wheel.FileName(name, version);
        var printed = await lab.ExecuteAsync(kernel, $"""
            import base64, pathlib
            pathlib.Path("/tmp/{file}").write_bytes(base64.b64decode("{Convert.ToBase64String(Wheel.Make(name, version))}"))
            %pip install --no-index /tmp/{file}
            """);
        Assert.Contains($"Successfully installed {name}-{version}", printed, StringComparison.Ordinal);
    }

    private static Task WaitForListAsync(LabClient lab, string kernel, string expected) => Eventually.TrueAsync(
        async () => await lab.ExecuteAsync(kernel, $$"""
            import pathlib
            print("".join(path.read_text() for path in pathlib.Path("{{Kept}}").glob("*/requirements.txt")), end="")
            """) == expected,
        Deadline,
        $"home lists {expected}");

    /// <summary>The agent's account of its session is stored about once a second.</summary>
    private async Task<JsonNode> PackagesAsync(string id)
    {
        JsonNode? packages = null;
        await Eventually.TrueAsync(
            async () => (packages = (await _sessions.GetAsync(id))["packages"])?["restored"] is not null,
            Deadline,
            "the session tells what was restored");
        return packages!;
    }

    private static IEnumerable<string> Names(JsonNode? packages) =>
        packages!.AsArray().Select(package => $"{package!["name"]} {package["version"]}");

    private async Task<JsonObject> RunAsync(string code)
    {
        const string Path = "packages.ipynb";
        await Client.PutFileAsync(Path, Encoding.UTF8.GetBytes(Notebooks.Python(code).ToJsonString()));
        using var answer = await Client.Http.PostAsJsonAsync("runs", new { notebook = Path, environment = SessionStack.Extended });
        var run = await answer.Content.ReadFromJsonAsync<JsonObject>();
        return await Client.WaitForEndAsync(run!["id"]!.GetValue<string>(), Deadline);
    }

    private async Task<JsonNode> ProvenanceAsync(JsonObject run)
    {
        var container = new BlobContainerClient(fixture.Stack.StorageConnection, "default-runs");
        var blob = await container.GetBlobClient($"{run["id"]}/1/provenance.json").DownloadContentAsync();
        return JsonNode.Parse(blob.Value.Content)!;
    }

    private async Task<JsonObject> ParityAsync(string session)
    {
        using var answer = await Client.Http.PostAsJsonAsync("parity", new { session });
        JsonObject report = [];
        await Eventually.TrueAsync(
            async () => (report = (await Client.Http.GetFromJsonAsync<JsonObject>(answer.Headers.Location))!)["state"]!
                .GetValue<string>() != "running",
            Deadline,
            "the check is over");
        return report;
    }
}
