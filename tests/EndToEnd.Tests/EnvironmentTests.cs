using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

[Trait("Category", "EndToEnd")]
public sealed class EnvironmentTests(BuildingStack fixture) : IClassFixture<BuildingStack>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private readonly WorkspaceClient _client = fixture.Stack.Client;

    [Fact]
    public async Task Derived_WithOneMoreDebianPackage_IsBuiltOnceAndUsedByARunAndASession()
    {
        var wanted = new { name = "trees", @base = "eo", debianPackages = new[] { "tree" } };
        var trees = await MakeAsync(wanted);
        Assert.Equal("ready", Text(trees, "state"));
        Assert.Contains(trees["packages"]!.AsArray(), line => line!.GetValue<string>().StartsWith("tree=", StringComparison.Ordinal));
        Assert.Contains("Setting up tree", await _client.Http.GetStringAsync(Address(trees) + "/log"), StringComparison.Ordinal);

        var (status, again) = await PostAsync("environments", wanted);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((Text(trees, "image"), Text(trees, "releasedOn")), (Text(again, "image"), Text(again, "releasedOn")));

        var notebook = Notebooks.Python("import subprocess\nprint(subprocess.run(['tree', '--version'], check=True))");
        await _client.PutFileAsync("tree.ipynb", System.Text.Encoding.UTF8.GetBytes(notebook.ToJsonString()));
        var (_, run) = await PostAsync("runs", new { notebook = "tree.ipynb", environment = "trees" });
        var ended = await _client.WaitForEndAsync(Text(run, "id"), Deadline);
        Assert.True(Text(ended, "state") == "succeeded", $"{ended}");
        var provenance = JsonNode.Parse(await _client.DownloadAsync($"runs/{Text(run, "id")}/provenance", Deadline))!.AsObject();
        Assert.Equal((Text(trees, "image"), Text(trees, "reference")), (Text(provenance, "image"), Text(provenance, "environment")));
        Assert.Equal(Lines(trees["packages"]!), Lines(provenance["packages"]!));

        var sessions = new SessionClient(_client.Http);
        var session = await sessions.StartAsync(new { name = "trees", environment = "trees" });
        using var lab = await sessions.OpenAsync(session, Deadline);
        var printed = await lab.ExecuteAsync(await lab.StartKernelAsync(), "import shutil; print(shutil.which('tree'))");
        Assert.Equal("/usr/bin/tree\n", printed);
        Assert.Equal(Text(trees, "image"), Text(await sessions.GetAsync(session), "image"));
        await sessions.StopAsync(session);
    }

    [Fact]
    public async Task Derived_WithAWheel_HasItInItsLock()
    {
        var made = await MakeAsync(new { name = "wheels", @base = "eo", requirements = $"# ours\n{WheelIndex.Package} == 1.0\n" });

        Assert.True(Text(made, "state") == "ready", $"{made}");
        Assert.Contains($"{WheelIndex.Package}==1.0", Lines(made["packages"]!));
    }

    [Theory]
    [InlineData("debianPackages", "no-such-package", "Debian has no package 'no-such-package'.")]
    [InlineData("pipPackages", "no-such-wheel", "The package index has no wheel for 'no-such-wheel' that fits this Python.")]
    public async Task Derived_PackageThatIsNotThere_FailsAndSaysWhich(string field, string package, string reason)
    {
        var made = await MakeAsync(new JsonObject { ["name"] = "broken", ["base"] = "eo", [field] = new JsonArray(package) });

        Assert.Equal(("failed", $"The build failed. {reason}"), (Text(made, "state"), Text(made, "reason")));
        Assert.NotEmpty(await _client.Http.GetStringAsync(Address(made) + "/log"));
        var (status, refused) = await PostAsync("runs", new { notebook = "x.ipynb", environment = Text(made, "reference") });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, refused["errors"]!["environment"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brought_ImageThatIsFit_CanBeUsed()
    {
        var made = await MakeAsync(new { name = "mine", image = LocalTools.EoImage });

        Assert.True(Text(made, "state") == "ready", $"{made}");
        Assert.Equal(["python3"], Lines(made["kernels"]!));
    }

    [Fact]
    public async Task Brought_ImageOfTheAgentAlone_FailsWithAllThatItLacks()
    {
        var made = await MakeAsync(new { name = "bare", image = await LocalTools.DigestAsync(LocalTools.AgentImage) });

        Assert.Equal("failed", Text(made, "state"));
        Assert.All(
            ["jovyan", "python3", "papermill", "nbconvert", "jupyterlab", "kernel", "git"],
            lack => Assert.Contains(lack, Text(made, "reason"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Brought_ImageThatIsNotThere_FailsAndNamesIt()
    {
        var image = $"localhost/cloud-workspaces/none@sha256:{new string('0', 64)}";
        var made = await MakeAsync(new { name = "none", image });

        Assert.Equal("failed", Text(made, "state"));
        Assert.Contains(image, Text(made, "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curated_OfTheSettings_TellsItsKernelsAndPackages()
    {
        JsonObject eo = [];
        await Eventually.TrueAsync(
            async () => (eo = (await _client.Http.GetFromJsonAsync<JsonObject>("/api/environments/eo/2026.11"))!)["packages"] is not null,
            Deadline,
            "eo has been checked");

        Assert.Equal(["python3"], Lines(eo["kernels"]!));
        Assert.Contains(Lines(eo["packages"]!), line => line.StartsWith("papermill=", StringComparison.Ordinal) ||
            line.StartsWith("python3-papermill=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_InADeprecatedEnvironment_IsWarnedOfAndInARetiredOneRefused()
    {
        var notebook = Notebooks.Python("print(1)");
        await _client.PutFileAsync("one.ipynb", System.Text.Encoding.UTF8.GetBytes(notebook.ToJsonString()));

        var (accepted, run) = await PostAsync("runs", new { notebook = "one.ipynb", environment = "old" });
        var (refused, problem) = await PostAsync("runs", new { notebook = "one.ipynb", environment = "gone:1" });

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (accepted, refused));
        Assert.Equal("The environment old:1 is deprecated.", Text(run, "warning"));
        Assert.Contains("It was retired on 2020-01-01.", problem["errors"]!["environment"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        await _client.WaitForEndAsync(Text(run, "id"), Deadline);
    }

    private async Task<JsonObject> MakeAsync(object wanted)
    {
        var (status, made) = await PostAsync("environments", wanted);
        Assert.True(status == HttpStatusCode.Accepted, $"{status} {made}");
        var address = Address(made);
        await Eventually.TrueAsync(
            async () => Text(made = (await _client.Http.GetFromJsonAsync<JsonObject>(address))!, "state") is "ready" or "failed",
            Deadline,
            $"{address} is made");
        return made;
    }

    private async Task<(HttpStatusCode Status, JsonObject Body)> PostAsync(string path, object body)
    {
        using var answer = await _client.Http.PostAsJsonAsync(path, body);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    private static string Address(JsonObject version) => version["links"]!["self"]!.GetValue<string>();

    private static string Text(JsonObject body, string name) => body[name]?.GetValue<string>() ?? $"no {name} in {body}";

    private static List<string> Lines(JsonNode list) => [.. list.AsArray().Select(line => line!.GetValue<string>())];
}
