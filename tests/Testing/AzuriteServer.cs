using System.Net.Sockets;

namespace CloudWorkspaces.Testing;

/// <summary>
/// An Azurite process on free loopback ports with a folder of its own. Tests of one assembly share one through
/// <see cref="SharedAsync"/> and keep apart by the names of their containers and tables.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>Azurite's published account; it guards nothing.</summary>
    private const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lock SharedLock = new();
    private static Task<AzuriteServer>? s_shared;

    private readonly string _folder;
    private readonly bool _counts;
    private ChildProcess? _process;

    private AzuriteServer(string folder, bool counts, int blobPort, int queuePort, int tablePort)
    {
        (_folder, _counts) = (folder, counts);
        (BlobPort, QueuePort, TablePort) = (blobPort, queuePort, tablePort);
    }

    public int BlobPort { get; }
    public int QueuePort { get; }
    public int TablePort { get; }

    /// <summary>Everything that it keeps.</summary>
    public string Folder => _folder;

    public string ConnectionString =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=" + AccountKey +
        $";BlobEndpoint=http://127.0.0.1:{BlobPort}/devstoreaccount1" +
        $";QueueEndpoint=http://127.0.0.1:{QueuePort}/devstoreaccount1" +
        $";TableEndpoint=http://127.0.0.1:{TablePort}/devstoreaccount1";

    /// <summary>The one server of this test process; it ends with the process.</summary>
    public static Task<AzuriteServer> SharedAsync()
    {
        lock (SharedLock)
        {
            return s_shared ??= StartAsync();
        }
    }

    /// <summary>How many requests it has answered since its start, if it counts them.</summary>
    public long Requests => _counts ? _process!.LineCount : throw new InvalidOperationException("This Azurite does not count.");

    /// <summary>A server of the caller's own, for tests that stop and start it.</summary>
    /// <param name="counts">Whether it writes a line for each request, which takes some of its time.</param>
    public static async Task<AzuriteServer> StartAsync(bool counts = false)
    {
        var folder = Directory.CreateTempSubdirectory("cw-azurite-").FullName;
        var server = new AzuriteServer(folder, counts, Ports.Free(), Ports.Free(), Ports.Free());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.EndNow();
        await server.StartProcessAsync();
        return server;
    }

    /// <summary>Starts the process again on the same ports and folder after <see cref="StopAsync"/>.</summary>
    public async Task StartProcessAsync()
    {
        string[] arguments =
        [
            LocalTools.AzuriteScript, .. _counts ? (string[])[] : ["--silent"], "--skipApiVersionCheck", "--disableTelemetry", "--location", _folder,
            "--blobHost", "127.0.0.1", "--blobPort", $"{BlobPort}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{QueuePort}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{TablePort}",
        ];
        _process = ChildProcess.Start("node", arguments, _folder);
        foreach (var port in (int[])[BlobPort, QueuePort, TablePort])
        {
            await Eventually.TrueAsync(() => AcceptsAsync(port), TimeSpan.FromSeconds(60), $"Azurite answers on port {port}");
        }
    }

    /// <summary>Ends the process with SIGTERM, so that it writes its tables first.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        RemoveFolder();
    }

    /// <summary>The process first: a folder that is still written to cannot be removed, and the failure left it running.</summary>
    private void EndNow()
    {
        _process?.KillNow();
        RemoveFolder();
    }

    private void RemoveFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<bool> AcceptsAsync(int port)
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"Azurite has ended before it answered on port {port}: {_process.Output}");
        }

        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
