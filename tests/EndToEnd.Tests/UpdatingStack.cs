using System.Diagnostics;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>
/// A stack whose curated environments have an older package than Debian's: eo with its own sample, and broken with one
/// that fails.
/// </summary>
public sealed class UpdatingStack : IAsyncLifetime
{
    private const string Containerfile = """
        ARG BASE
        FROM ${BASE}
        RUN set -eu; mkdir -p /tmp/tree/DEBIAN; \
            printf 'Package: tree\nVersion: 0.1\nArchitecture: all\nMaintainer: Tests <tests@example.org>\nDescription: old\n' \
                >/tmp/tree/DEBIAN/control; \
            dpkg-deb --build /tmp/tree /tmp/tree.deb; dpkg --install /tmp/tree.deb; rm -r /tmp/tree /tmp/tree.deb; \
            dpkg-query --show --showformat '${Package}=${Version}\n' | sort >/etc/cloud-workspaces/packages.lock
        """;

    private readonly string _image = $"localhost/cloud-workspaces/test-old:{Guid.NewGuid():N}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-updates-");
    private LocalStack? _stack;

    public LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not been started.");

    public async Task InitializeAsync()
    {
        var image = await BuildAsync();
        Sample("eo", "ndvi.ipynb", await File.ReadAllTextAsync(
            Path.Combine(LocalTools.RepositoryRoot, "infra", "environments", "eo", "samples", "ndvi.ipynb")));
        Sample("broken", "good.ipynb", Notebooks.Python("print(1)").ToJsonString());
        Sample("broken", "nobody.ipynb", Notebooks.Python("import no_such_module").ToJsonString());
        _stack = await LocalStack.StartAsync(new StackOptions
        {
            Builds = true,
            Settings = new Dictionary<string, string>
            {
                ["EnvironmentBuilds__Registry"] = "test",
                ["EnvironmentUpdates__SamplesFolder"] = _folder.FullName,
                ["Environments__eo__Image"] = image,
                ["Environments__broken__Version"] = "1",
                ["Environments__broken__Image"] = image,
            },
        });
    }

    public async Task DisposeAsync()
    {
        await (_stack?.DisposeAsync() ?? ValueTask.CompletedTask);
        await PodmanAsync("image", "rm", _image);
        _folder.Delete(recursive: true);
    }

    private void Sample(string environment, string name, string notebook) =>
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory($"{environment}/samples").FullName, name), notebook);

    private async Task<string> BuildAsync()
    {
        var context = _folder.CreateSubdirectory("old").FullName;
        await File.WriteAllTextAsync(Path.Combine(context, "Containerfile"), Containerfile);
        var failure = await PodmanAsync(
            "build", "--format", "docker", "--network", "none", "--ulimit", "nproc=4096:4096", "--ulimit", "nofile=16384:16384",
            "--build-arg", $"BASE={LocalTools.EoImage}", "--tag", _image, context);
        return failure is null ? await LocalTools.DigestAsync(_image) : throw new InvalidOperationException(failure);
    }

    private static async Task<string?> PodmanAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("podman", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0 ? null : $"podman {arguments[0]}: {errors}{await output}";
    }
}
