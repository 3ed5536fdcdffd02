using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>The alternative: papermill in a container of the same image and size, started on the engine itself.</summary>
internal sealed class BarePapermill : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-bare-");

    public BarePapermill(JsonObject notebook)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "input.ipynb"), notebook.ToJsonString());
        // The container's user is jovyan, whom the temporary folder does not belong to.
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_111_111);
    }

    /// <summary>Returns when the result notebook can be read and the container is gone.</summary>
    public async Task RunAsync(int number)
    {
        var result = $"output-{number}.ipynb";
        var run = ChildProcess.Start(
            "podman",
            [
                "run", "--rm", "--network", "none", "--cpus", "1", "--memory", "2g",
                "--ulimit", "nproc=16384:16384", "--ulimit", "nofile=16384:16384",
                "--user", "jovyan", "--volume", $"{_folder.FullName}:/work", "--workdir", "/work",
                LocalTools.EoImage, "papermill", "input.ipynb", result,
            ],
            _folder.FullName);
        await run.EndAsync(TimeSpan.FromMinutes(5));
        if (!File.Exists(Path.Combine(_folder.FullName, result)))
        {
            throw new InvalidOperationException($"Bare papermill left no {result}:\n{run.Output}");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
