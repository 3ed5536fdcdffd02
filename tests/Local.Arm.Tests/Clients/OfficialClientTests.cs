using System.Security.Cryptography;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Clients;

/// <summary>Microsoft's JavaScript clients against the emulator: each script tells its steps and ends at the first that fails.</summary>
[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class OfficialClientTests(EmulatorFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private static readonly string s_scripts = Path.Combine(LocalTools.RepositoryRoot, "tests", "Local.Arm.Tests", "Clients");

    [Theory]
    [InlineData("groups", 12)]
    [InlineData("monitor", 6)]
    [InlineData("storage", 4)]
    [InlineData("resources", 5)]
    public async Task Client_ThroughAllSteps_IsServedAsByTheCloud(string script, int steps)
    {
        await using var node = ChildProcess.Start("node", [$"{script}.mjs"], s_scripts, new Dictionary<string, string>
        {
            ["ARM_CLIENTS"] = Installed(),
            ["ARM_ENDPOINT"] = fixture.Emulator.Address.OriginalString,
            ["ARM_FILES"] = fixture.Emulator.FilesAddress.OriginalString,
            ["ARM_TOKEN"] = fixture.Emulator.Token,
            ["ARM_RESOURCE_GROUP"] = $"clients-{script}",
            ["NODE_EXTRA_CA_CERTS"] = Path.Combine(fixture.Emulator.State.FullName, "arm.pem"),
        });

        var code = await node.EndAsync(Deadline);

        Assert.True(code == 0, node.Output);
        Assert.Equal(steps, node.Output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }

    private static string Installed()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(s_scripts, "package-lock.json"))))[..12];
        var folder = Path.Combine(LocalTools.Cache, $"arm-clients-{hash}");
        return Directory.Exists(folder)
            ? folder
            : throw new DirectoryNotFoundException($"{folder} is missing; infra/local/test installs it.");
    }
}
