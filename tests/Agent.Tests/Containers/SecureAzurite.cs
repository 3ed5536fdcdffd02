using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>An Azurite that speaks TLS with a certificate of its own making.</summary>
internal sealed class SecureAzurite : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ChildProcess _process;
    private readonly int _port;

    private SecureAzurite(DirectoryInfo folder, ChildProcess process, int port, string certificate)
    {
        (_folder, _process, _port, CertificatePem) = (folder, process, port, certificate);
    }

    public string CertificatePem { get; }

    public static async Task<SecureAzurite> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cw-azurite-tls-");
        using var certificate = SelfSigned.Create();
        using var key = certificate.GetECDsaPrivateKey()!;
        var (certificateFile, keyFile) = (Path.Combine(folder.FullName, "pem"), Path.Combine(folder.FullName, "key"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        var port = Ports.Free();
        string[] arguments =
        [
            LocalTools.AzuriteScript, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--location", folder.FullName, "--cert", certificateFile, "--key", keyFile,
            "--blobHost", "127.0.0.1", "--blobPort", $"{port}",
            "--queuePort", $"{Ports.Free()}", "--tablePort", $"{Ports.Free()}",
        ];
        var process = ChildProcess.Start("node", arguments, folder.FullName);
        var server = new SecureAzurite(folder, process, port, certificate.ExportCertificatePem());
        await Eventually.TrueAsync(server.AnswersAsync, TimeSpan.FromSeconds(60), "Azurite answers over TLS");
        return server;
    }

    public BlobContainerClient Container(string name)
    {
        using var azurite = X509Certificate2.CreateFromPem(CertificatePem);
        var thumbprint = azurite.Thumbprint;
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, found, _, _) => found?.Thumbprint == thumbprint,
        };
        var connection = "DefaultEndpointsProtocol=https;AccountName=devstoreaccount1;AccountKey=" +
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==" +
            $";BlobEndpoint=https://127.0.0.1:{_port}/devstoreaccount1";
        var options = new BlobClientOptions { Transport = new HttpClientTransport(handler), Retry = { MaxRetries = 0 } };
        return new BlobContainerClient(connection, name, options);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await Container("probe").ExistsAsync();
            return true;
        }
        catch (Azure.RequestFailedException)
        {
            return false;
        }
    }
}
