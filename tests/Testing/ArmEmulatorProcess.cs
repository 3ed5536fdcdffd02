using System.Security.Cryptography;

namespace CloudWorkspaces.Testing;

/// <summary>The ARM emulator as a process of its own, with an instance name that no other emulator uses.</summary>
public sealed class ArmEmulatorProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _state;
    private readonly Dictionary<string, string> _settings;
    private ChildProcess? _process;

    private ArmEmulatorProcess(DirectoryInfo state, int port, Dictionary<string, string> settings)
    {
        (_state, _settings) = (state, settings);
        Address = new Uri($"https://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    /// <summary>Of the files of shares; accounts are the first part of the path.</summary>
    public Uri FilesAddress => new($"https://127.0.0.1:{_settings["Arm__FilesPort"]}");

    public DirectoryInfo State => _state;

    /// <summary>Of every storage account, in base64.</summary>
    public static string StorageKey { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    /// <summary>Of the running emulator.</summary>
    public int ProcessId => _process!.Id;

    public string InstanceName => _settings["Arm__InstanceName"];

    /// <summary>The last lines that the emulator wrote.</summary>
    public string Output => _process?.Output ?? "";

    public string Token => _settings["Arm__Token"];

    /// <summary>SHA-256 of the certificate that the emulator made for itself.</summary>
    public string CertificateThumbprint =>
        File.ReadAllText(Path.Combine(_state.FullName, "arm.thumbprint")).Trim();

    /// <param name="blobAddress">Host and port of the blob endpoint that groups may reach.</param>
    /// <param name="appAddress">Host and port of the function app, of which groups reach the agent's routes.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static async Task<ArmEmulatorProcess> StartAsync(
        string blobAddress, string appAddress, IReadOnlyDictionary<string, string>? settings = null)
    {
        var port = Ports.Free();
        var state = Directory.CreateTempSubdirectory("cw-arm-");
        var emulator = new ArmEmulatorProcess(state, port, new Dictionary<string, string>
        {
            ["Arm__Port"] = $"{port}",
            ["Arm__FilesPort"] = $"{Ports.Free()}",
            ["Arm__StateFolder"] = state.FullName,
            ["Arm__StorageKey"] = StorageKey,
            ["Arm__Token"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            ["Arm__InstanceName"] = $"test-{port}",
            ["Arm__Forwards__0__Address"] = blobAddress,
            ["Arm__Forwards__1__Address"] = appAddress,
            ["Arm__Forwards__1__PathPrefix"] = "/api/agent/",
        });
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            emulator._settings[name] = value;
        }

        await emulator.StartProcessAsync();
        return emulator;
    }

    public async Task StartProcessAsync()
    {
        var program = BuiltPrograms.ArmEmulator;
        _process = ChildProcess.Start("dotnet", [program], Path.GetDirectoryName(program)!, _settings);
        using var client = PinnedHttp.Client(Address, () => CertificateThumbprint);
        await Answering.WaitAsync(client, "/healthz", _process, "the ARM emulator");
    }

    public async Task StopAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    /// <summary>SIGKILL: the emulator keeps nothing, closes nothing.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _state.Delete(recursive: true);
    }
}
