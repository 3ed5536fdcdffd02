using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>Builds and their logs, in the state folder. A build that went on when the emulator ended is lost, and says so.</summary>
internal sealed class BuildStore
{
    private readonly ConcurrentDictionary<string, BuildRun> _runs = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _folder;

    public BuildStore(IOptions<ArmOptions> options, TimeProvider time)
    {
        _folder = Directory.CreateDirectory(Path.Combine(options.Value.StateFolder, "registry")).FullName;
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
        {
            var run = JsonSerializer.Deserialize<BuildRun>(File.ReadAllText(file), ArmJson.Options)!;
            Save(run.IsOver ? run : run with
            {
                Status = "Error",
                FinishTime = time.GetUtcNow(),
                RunErrorMessage = "The build was lost when the emulator ended.",
            });
        }
    }

    public static string NewId() => RandomNumberGenerator.GetHexString(12, lowercase: true);

    /// <summary>What is written into an address by which anyone may read a log.</summary>
    public string Signature { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string LogOf(string runId) => Path.Combine(_folder, $"{runId}.log");

    public BuildRun? Find(string runId) => _runs.GetValueOrDefault(runId);

    public void Save(BuildRun run)
    {
        var file = Path.Combine(_folder, $"{run.RunId}.json");
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(run, ArmJson.Options));
        File.Move(file + ".new", file, overwrite: true);
        _runs[run.RunId] = run;
    }
}
