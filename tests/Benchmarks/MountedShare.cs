using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// A container's work on a mounted share, beside the same work on the plain folder behind it, in alternation: 2,000 files
/// of 1 KB and one file of 200 MB, each written and then read.
/// </summary>
internal static class MountedShare
{
    private const string Groups =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups";

    private const string Work = """
        import os, shutil, time
        os.chdir("/home")
        def measured(action):
            start = time.monotonic(); action(); print(round((time.monotonic() - start) * 1000, 1), end=" ")
        def write_many():
            os.mkdir("many")
            for n in range(2000):
                with open(f"many/{n}", "wb") as file: file.write(b"x" * 1024)
        def read_many():
            for name in os.listdir("many"):
                with open(f"many/{name}", "rb") as file: file.read()
        def write_big():
            with open("big", "wb") as file:
                for _ in range(200): file.write(block)
        def read_big():
            with open("big", "rb", buffering=0) as file:
                while file.read(1 << 20): pass
        block = os.urandom(1 << 20)
        for action in (write_many, read_many, write_big, read_big): measured(action)
        """;

    private static readonly string[] s_steps = ["2,000 files written", "2,000 files read", "200 MB written", "200 MB read"];

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(3);

    public static async Task MeasureAsync(int rounds)
    {
        await using var mounted = await StartAsync(plain: false);
        await using var plain = await StartAsync(plain: true);
        List<double[]> onMount = [], onFolder = [];
        for (var round = 0; round <= rounds; round++)
        {
            onMount.Add(await RunAsync(mounted, $"mounted{round}"));
            onFolder.Add(await RunAsync(plain, $"plain{round}"));
        }

        Console.WriteLine($"{rounds} rounds, milliseconds: median (min-max) on the mount, on the plain folder, ratio of medians");
        foreach (var (step, index) in s_steps.Select((step, index) => (step, index)))
        {
            List<double> mount = [.. onMount.Skip(1).Select(run => run[index])];
            List<double> folder = [.. onFolder.Skip(1).Select(run => run[index])];
            Console.WriteLine(
                $"  {step,-19} {Timing.Summary(mount)} {Timing.Summary(folder)} {Timing.Median(mount) / Timing.Median(folder):0.0}");
        }
    }

    private static Task<ArmEmulatorProcess> StartAsync(bool plain) => ArmEmulatorProcess.StartAsync(
        "127.0.0.1:9",
        "127.0.0.1:9",
        new Dictionary<string, string> { ["Arm__PlainShares"] = $"{plain}", ["Arm__NameRelays"] = "false" });

    private static async Task<double[]> RunAsync(ArmEmulatorProcess emulator, string name)
    {
        using var http = PinnedHttp.Client(emulator.Address, () => emulator.CertificateThumbprint);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.Token);
        var group = $"{Groups}/{name}";
        using var answer = await http.PutAsJsonAsync($"{group}?api-version=2025-09-01", Body(name));
        answer.EnsureSuccessStatusCode();
        await Eventually.TrueAsync(
            async () => (await http.GetFromJsonAsync<JsonObject>($"{group}?api-version=2025-09-01"))!["properties"]!
                ["instanceView"]!["state"]!.GetValue<string>() == "Succeeded",
            s_deadline,
            $"{name} ends");
        var log = await http.GetFromJsonAsync<JsonObject>($"{group}/containers/main/logs?api-version=2025-09-01");
        (await http.DeleteAsync($"{group}?api-version=2025-09-01")).EnsureSuccessStatusCode();
        Directory.Delete(Path.Combine(emulator.State.FullName, "shares", "bench", name), recursive: true);
        return
        [
            .. log!["content"]!.GetValue<string>().Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)),
        ];
    }

    private static JsonObject Body(string share) => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["osType"] = "Linux",
            ["restartPolicy"] = "Never",
            ["volumes"] = new JsonArray(new JsonObject
            {
                ["name"] = "home",
                ["azureFile"] = new JsonObject
                {
                    ["storageAccountName"] = "bench",
                    ["shareName"] = share,
                    ["storageAccountKey"] = ArmEmulatorProcess.StorageKey,
                },
            }),
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["properties"] = new JsonObject
                {
                    ["image"] = LocalTools.EoImage,
                    ["command"] = new JsonArray("python3", "-c", Work),
                    ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "home", ["mountPath"] = "/home" }),
                    ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = 2, ["memoryInGB"] = 2 } },
                },
            }),
        },
    };
}
