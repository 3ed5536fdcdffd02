using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Local.Arm.Tests;

public sealed class GroupQuotaTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly GroupRegistry _registry = new();

    [Fact]
    public void Admit_MoreThanFiveMinutesAllow_IsPossibleAgainWhenTheyAreOver()
    {
        var quota = Quota(new QuotaOptions { CreatesPerFiveMinutes = 2 });
        Create(quota);
        _time.Advance(TimeSpan.FromMinutes(1));
        Create(quota);

        var refused = Assert.Throws<ArmException>(() => Create(quota));
        _time.Advance(refused.RetryAfter!.Value);
        Create(quota);

        Assert.Equal(429, refused.Status);
        Assert.Equal(TimeSpan.FromMinutes(4), refused.RetryAfter);
    }

    [Fact]
    public void Admit_MoreThanAnHourAllows_IsRefusedUntilItIsOver()
    {
        var quota = Quota(new QuotaOptions { CreatesPerHour = 1 });
        Create(quota);
        _time.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(TimeSpan.FromMinutes(1), Assert.Throws<ArmException>(() => Create(quota)).RetryAfter);
        _time.Advance(TimeSpan.FromMinutes(1));
        Create(quota);
    }

    [Theory]
    [InlineData(2, false, "eastus", null)]
    [InlineData(3, false, "eastus", "StandardCores")]
    [InlineData(3, false, "westus", null)]
    [InlineData(1, true, "East US", null)]
    [InlineData(2, true, "East US", "StandardSpotCores")]
    public void Admit_MoreCoresThanTheLocationHas_IsRefusedWithTheServicesWords(
        int cores, bool spot, string location, string? exceeded)
    {
        var quota = Quota(new QuotaOptions { Cores = 4, SpotCores = 1 });
        Create(quota, 2);

        var refused = Record.Exception(() => Create(quota, cores, spot, location)) as ArmException;

        Assert.Equal(exceeded is null ? null : "ContainerGroupQuotaReached", refused?.Error.Code);
        Assert.Contains(exceeded ?? "", refused?.Message ?? "");
    }

    private GroupQuota Quota(QuotaOptions limits) => new(_registry, _time, Options.Create(new ArmOptions { Quota = limits }));

    private void Create(GroupQuota quota, int cores = 1, bool spot = false, string location = "eastus")
    {
        var body = Bodies.Group("true");
        body["location"] = location;
        body["properties"]!["priority"] = spot ? "Spot" : "Regular";
        body.MainProperties()["resources"]!["requests"]!["cpu"] = cores;
        var (id, spec) = (new GroupId("subscription", "rg", ArmApi.NewName()), SpecReader.Read(body));
        quota.Admit(id, spec);
        var record = new GroupRecord
        {
            Id = id,
            Key = id.Name,
            Body = body,
            Address = "127.64.0.1",
            CreatedOn = _time.GetUtcNow(),
        };
        Assert.True(_registry.TryAdd(new ContainerGroup(record, spec)));
    }
}
