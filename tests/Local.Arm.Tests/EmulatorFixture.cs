using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>An emulator on the machine's engine, with stand-ins for what groups may reach and for what they may not.</summary>
public class EmulatorFixture : IAsyncLifetime
{
    public const string Collection = "emulator";

    internal ArmEmulatorProcess Emulator { get; private set; } = null!;

    internal ArmApi Api { get; private set; } = null!;

    internal StandIn Blobs { get; private set; } = null!;

    internal StandIn App { get; private set; } = null!;

    /// <summary>On the host's loopback and not forwarded.</summary>
    internal StandIn Tables { get; private set; } = null!;

    protected virtual Dictionary<string, string> Settings => new()
    {
        ["Arm__RestartBackoff"] = "00:00:00.1",
        ["Arm__StopGrace"] = "00:00:02",
        ["Arm__ShareLinger"] = "00:00:00",
        // A port of 127.0.0.1 can be had by one emulator only, and tests run beside each other.
        ["Arm__NameRelays"] = "false",
        ["Arm__Metrics__SampleInterval"] = "00:00:01",
    };

    public async Task InitializeAsync()
    {
        await TestImage.EnsureAsync();
        Blobs = await StandIn.StartAsync("blobs");
        App = await StandIn.StartAsync("app");
        Tables = await StandIn.StartAsync("tables");
        Emulator = await ArmEmulatorProcess.StartAsync($"127.0.0.1:{Blobs.Port}", $"127.0.0.1:{App.Port}", Settings);
        Api = new ArmApi(Emulator);
    }

    public async Task DisposeAsync()
    {
        if (Emulator is not null)
        {
            await Api.DeleteAllAsync();
            Api.Dispose();
            await Emulator.DisposeAsync();
        }

        await Blobs.DisposeAsync();
        await App.DisposeAsync();
        await Tables.DisposeAsync();
    }
}
