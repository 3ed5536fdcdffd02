using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>infra/local/up and down, in a state folder and on ports of their own.</summary>
[Trait("Category", "EndToEnd")]
public sealed class DownTests : IDisposable
{
    private const string Subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
    private const string Version = "api-version=2025-09-01";

    private static readonly string[] s_ports = ["HTTP", "ARM", "FILES", "BLOB", "QUEUE", "TABLE"];
    private static readonly TimeSpan s_upDeadline = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("cw-up-");
    private readonly Dictionary<string, int> _ports = s_ports.ToDictionary(name => name, _ => Ports.Free());

    private string Instance => $"local-{_ports["HTTP"]}";

    [Fact]
    public async Task Down_AfterUpWithGroups_LeavesNothing()
    {
        var keys = new List<string>();
        try
        {
            Assert.Contains("Cloud Workspaces runs", await RunAsync("up", ["--detach", "--no-sample"], s_upDeadline));
            await CuratedCheckedAsync();
            await MakeGroupsAsync();
            keys.AddRange(Directory.GetDirectories(Path.Combine(_state.FullName, "arm", "volumes")).Select(Path.GetFileName)!);

            Assert.Equal(3, keys.Count);
            Assert.All(keys, key => Assert.True(File.Exists($"/run/netns/cw-{key}")));
            Assert.Equal(6, await ContainersAsync());
            Assert.True(Processes().Count >= 4, string.Join('\n', Processes()));
            Assert.Contains(await MountsAsync(), line => line.Contains(_state.FullName));
            Assert.Equal(_ports.Values.Order(), Listening());
        }
        finally
        {
            await RunAsync("down", [], s_deadline);
        }

        Assert.All(keys, key => Assert.False(File.Exists($"/run/netns/cw-{key}")));
        Assert.Equal(0, await ContainersAsync());
        await Eventually.TrueAsync(() => Processes().Count == 0, s_deadline, "the process behind the share has ended too");
        Assert.Empty(Listening());
        Assert.DoesNotContain(await MountsAsync(), line => line.Contains(_state.FullName) || keys.Any(line.Contains));
        Assert.Empty(_state.GetFiles("*.pid"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_state.FullName, "arm", "volumes")));
    }

    public void Dispose() => _state.Delete(recursive: true);

    /// <summary>The app has looked at its environment in a container of its own, which is gone then.</summary>
    private async Task CuratedCheckedAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_ports["HTTP"]}") };
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(Path.Combine(_state.FullName, "token")));
        await Eventually.TrueAsync(
            async () => (await http.GetStringAsync("api/environments")).Contains("\"kernels\":[\"python3\"]") &&
                await ContainersAsync() == 0,
            s_deadline,
            "the environment has been checked");
    }

    /// <summary>A group where the app has its own, one elsewhere, and one in a standby pool.</summary>
    private async Task MakeGroupsAsync()
    {
        using var http = PinnedHttp.Client(
            new Uri($"https://127.0.0.1:{_ports["ARM"]}"),
            () => File.ReadAllText(Path.Combine(_state.FullName, "arm", "arm.thumbprint")).Trim());
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(Path.Combine(_state.FullName, "arm-token")));
        const string Own = Subscription + "/resourceGroups/cloud-workspaces/providers";
        const string Other = Subscription + "/resourceGroups/other/providers";
        const string Profile = Other + "/Microsoft.ContainerInstance/containerGroupProfiles/profile";
        const string Pool = Other + "/Microsoft.StandbyPool/standbyContainerGroupPools/pool";
        string[] groups = [$"{Own}/Microsoft.ContainerInstance/containerGroups/one", $"{Other}/Microsoft.ContainerInstance/containerGroups/two"];
        foreach (var address in groups.Append(Profile))
        {
            (await http.PutAsJsonAsync($"{address}?{Version}", Group())).EnsureSuccessStatusCode();
        }

        (await http.PutAsJsonAsync($"{Pool}?api-version=2025-03-01", new
        {
            location = "westeurope",
            properties = new
            {
                elasticityProfile = new { maxReadyCapacity = 1 },
                containerGroupProperties = new { containerGroupProfile = new { id = Profile } },
            },
        })).EnsureSuccessStatusCode();
        foreach (var group in groups)
        {
            await Eventually.TrueAsync(
                async () => (await http.GetStringAsync($"{group}?{Version}")).Contains("\"state\":\"Running\""), s_deadline, $"{group} runs");
        }

        await Eventually.TrueAsync(
            async () => (await http.GetStringAsync($"{Pool}/runtimeViews/latest?api-version=2025-03-01"))
                .Contains("\"state\":\"running\",\"count\":1"),
            s_deadline,
            "the pool is full");
    }

    private static JsonObject Group() => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["osType"] = "Linux",
            ["volumes"] = new JsonArray(
                new JsonObject { ["name"] = "scratch", ["emptyDir"] = new JsonObject() },
                new JsonObject
                {
                    ["name"] = "home",
                    ["azureFile"] = new JsonObject { ["shareName"] = "share", ["storageAccountName"] = "account" },
                }),
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["properties"] = new JsonObject
                {
                    ["image"] = LocalTools.EoImage,
                    ["command"] = new JsonArray("sleep", "600"),
                    ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = 0.5, ["memoryInGB"] = 0.25 } },
                    ["volumeMounts"] = new JsonArray(
                        new JsonObject { ["name"] = "scratch", ["mountPath"] = "/scratch" },
                        new JsonObject { ["name"] = "home", ["mountPath"] = "/home" }),
                },
            }),
        },
    };

    private async Task<string> RunAsync(string command, string[] arguments, TimeSpan deadline)
    {
        var environment = _ports.ToDictionary(port => $"CLOUD_WORKSPACES_{port.Key}_PORT", port => $"{port.Value}");
        environment["CLOUD_WORKSPACES_STATE"] = _state.FullName;
        await using var process = ChildProcess.Start(
            Path.Combine(LocalTools.RepositoryRoot, "infra/local", command), arguments, LocalTools.RepositoryRoot, environment);
        var exitCode = await process.EndAsync(deadline);
        Assert.True(exitCode == 0, $"{command} ended with {exitCode}:\n{process.Output}");
        return process.Output;
    }

    private static Task<string[]> MountsAsync() => File.ReadAllLinesAsync("/proc/self/mounts");

    private async Task<int> ContainersAsync()
    {
        var program = File.Exists("/usr/bin/podman") ? "podman" : "docker";
        using var process = Process.Start(new ProcessStartInfo(
            program, ["ps", "-aq", "--filter", $"label=cloudworkspaces.arm/instance={Instance}"])
        { RedirectStandardOutput = true })!;
        var ids = await process.StandardOutput.ReadToEndAsync();
        return ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    /// <summary>The programs that work in the state folder or were told of it.</summary>
    private List<string> Processes() =>
    [
        .. Process.GetProcesses().Select(process => process.Id).Where(id => id != Environment.ProcessId).Select(Describe)
            .Where(text => text.Contains(_state.FullName)),
    ];

    private static string Describe(int process)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
            return $"{process} {arguments} in {new FileInfo($"/proc/{process}/cwd").LinkTarget}";
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Those of the ports that something listens on.</summary>
    private IEnumerable<int> Listening() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
        .Select(address => address.Port).Intersect(_ports.Values).Order();
}
