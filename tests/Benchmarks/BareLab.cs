using System.Net;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>The alternative: JupyterLab in a container of the same image and size, started on the engine itself.</summary>
internal static class BareLab
{
    private const string Token = "bare";

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(5);

    /// <summary>Milliseconds until it answers; the container is gone when this returns.</summary>
    public static async Task<double> MeasureAsync(int round)
    {
        var port = Ports.FreeForGroup();
        var name = $"cw-bare-lab-{Environment.ProcessId}-{round}";
        using var lab = new LabClient(new Uri($"http://127.0.0.1:{port}/"), Token, new Uri($"http://127.0.0.1:{port}/lab"));
        try
        {
            return await Timing.MillisecondsAsync(async () =>
            {
                await PodmanAsync(
                    "run", "--detach", "--rm", "--name", name, "--publish", $"127.0.0.1:{port}:8888",
                    "--cpus", "1", "--memory", "2g", "--ulimit", "nproc=16384:16384", "--ulimit", "nofile=16384:16384",
                    "--user", "jovyan", "--workdir", "/home/jovyan", LocalTools.EoImage,
                    "jupyter", "lab", "--ip=0.0.0.0", "--no-browser", $"--ServerApp.token={Token}");
                await Eventually.TrueAsync(() => AnswersAsync(lab), s_deadline, "the bare JupyterLab answers");
            });
        }
        finally
        {
            await PodmanAsync("rm", "--force", "--ignore", "--time", "0", name);
        }
    }

    /// <summary>What a browser asks for first, with the token.</summary>
    public static async Task<bool> AnswersAsync(LabClient lab)
    {
        try
        {
            using var answer = await lab.Http.GetAsync("lab");
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task PodmanAsync(params string[] arguments)
    {
        await using var podman = ChildProcess.Start("podman", arguments, Path.GetTempPath());
        if (await podman.EndAsync(s_deadline) != 0)
        {
            throw new InvalidOperationException($"podman {arguments[0]} failed:\n{podman.Output}");
        }
    }
}
