using System.Diagnostics;

namespace CloudWorkspaces.Testing;

/// <summary>Jupyter's own judgement of a notebook, by the nbformat of the environment's image.</summary>
public static class NotebookFormat
{
    private const string Program =
        "import sys, nbformat; nbformat.validate(nbformat.reads(sys.stdin.read(), as_version=nbformat.NO_CONVERT))";

    /// <exception cref="InvalidDataException">It is not valid; the message says why.</exception>
    public static async Task ValidateAsync(byte[] notebook)
    {
        var start = new ProcessStartInfo("podman",
        [
            "run", "--rm", "--interactive", "--network", "none",
            "--ulimit", "nproc=16384:16384", "--ulimit", "nofile=16384:16384",
            LocalTools.EoImage, "python3", "-W", "error", "-c", Program,
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(notebook);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidDataException(errors);
        }
    }
}
