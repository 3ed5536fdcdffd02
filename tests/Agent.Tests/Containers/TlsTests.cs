using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>The agent in an image that holds nothing but the C library: no OpenSSL, no certificates, no papermill.</summary>
[Trait("Category", "Container")]
public sealed class TlsTests : IAsyncLifetime
{
    private readonly string _image = $"localhost/cwagent-test-bare:{Guid.NewGuid():N}";

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cw-bare-");
        foreach (var library in (string[])["/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libm.so.6"])
        {
            var copy = folder.FullName + library;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(library, copy);
        }

        var archive = folder.FullName + ".tar";
        await System.Formats.Tar.TarFile.CreateFromDirectoryAsync(folder.FullName, archive, includeBaseDirectory: false);
        await AgentContainer.Podman("import", "--quiet", archive, _image);
        folder.Delete(recursive: true);
        File.Delete(archive);
    }

    public async Task DisposeAsync() => await AgentContainer.Podman("rmi", "--force", _image);

    [Fact]
    public async Task Run_StorageOverTlsWithoutOpenSsl_ReadsAndWrites()
    {
        await using var azurite = await SecureAzurite.StartAsync();
        await using var app = await AgentApp.StartAsync(TestNotebook.Of("1"), azurite.Container("runs"), []);
        await using var container = AgentContainer.Start(
            app, _image, "--env", $"CLOUD_WORKSPACES_AGENT_CA={azurite.CertificatePem}");

        await container.ExitsAsync(0);

        Assert.Equal("platform-error", (string?)app.Settled!["cause"]!["code"]);
        Assert.Contains("\"state\":\"finished\"", await app.ReadAsync("status.json"), StringComparison.Ordinal);
        Assert.Contains("lacks the user jovyan", await app.ReadAsync("log.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StorageHasAnUnknownCertificate_RefusesToSpeakToIt()
    {
        await using var azurite = await SecureAzurite.StartAsync();
        await using var app = await AgentApp.StartAsync(TestNotebook.Of("1"), azurite.Container("runs"), []);
        using var other = SelfSigned.Create();
        await using var container = AgentContainer.Start(
            app, _image, "--env", $"CLOUD_WORKSPACES_AGENT_CA={other.ExportCertificatePem()}");

        await container.ExitsAsync(1);

        Assert.Equal("storage-unavailable", (string?)app.Settled!["cause"]!["code"]);
        Assert.Contains("certificate", (string?)app.Settled!["cause"]!["message"], StringComparison.OrdinalIgnoreCase);
        Assert.False((await app.Blob("status.json").ExistsAsync()).Value);
    }
}
