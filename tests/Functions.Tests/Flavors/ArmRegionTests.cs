using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Functions.Tests.Groups;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Flavors;

public sealed class ArmRegionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Limits_AskedAgain_AreKeptForTenMinutesAndWhileArmIsAway()
    {
        await using var arm = await ScriptedArm.StartAsync();
        arm.Answer = context => context.Response.WriteAsync(
            """
            { "value": [
              { "osType": "Windows", "capabilities": { "maxMemoryInGB": 100, "maxCpu": 100, "maxGpuCount": 0 } },
              { "osType": "Linux", "gpu": "None", "capabilities": { "maxMemoryInGB": 16, "maxCpu": 4, "maxGpuCount": 0 } } ] }
            """);
        var region = Region(arm);

        var limits = await region.LimitsAsync(CancellationToken.None);
        await region.LimitsAsync(CancellationToken.None);

        Assert.Equal(new RegionLimits { Region = "westeurope", Cpu = 4, MemoryGiB = 16, Gpu = 0 }, limits);
        Assert.EndsWith("/locations/westeurope/capabilities", Assert.Single(arm.Requests).Path, StringComparison.Ordinal);

        arm.Answer = context => ScriptedArm.WriteErrorAsync(context, 503, "Away", "Come back later.");
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(limits, await region.LimitsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Limits_ArmIsAway_AreNotKnownAndAskedForAgain()
    {
        await using var arm = await ScriptedArm.StartAsync();
        arm.Answer = context => ScriptedArm.WriteErrorAsync(context, 503, "Away", "Come back later.");
        var region = Region(arm);

        Assert.Null(await region.LimitsAsync(CancellationToken.None));
        Assert.Null(await region.LimitsAsync(CancellationToken.None));
        Assert.Single(arm.Requests);

        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await region.LimitsAsync(CancellationToken.None));
        Assert.Equal(2, arm.Requests.Count);
    }

    private ArmRegion Region(ScriptedArm arm) => new(
        ArmClients.Create(arm.Options), Options.Create(arm.Options), _time, NullLogger<ArmRegion>.Instance);
}
