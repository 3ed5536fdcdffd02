using CloudWorkspaces.Environments;

namespace CloudWorkspaces.Functions.Tests.Environments;

public sealed class EnvironmentRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Newest_OfSeveral_IsTheLatestThatIsNeitherDeprecatedNorUnready()
    {
        EnvironmentVersion[] versions =
        [
            Version("1", -9),
            Version("2", -5),
            Version("3", -3) with { DeprecatedOn = s_now.AddDays(-1) },
            Version("4", -2) with { State = EnvironmentState.Failed, Reason = "No room." },
            Version("5", -1) with { State = EnvironmentState.Building },
        ];

        Assert.Equal("2", EnvironmentRules.Newest(versions, s_now)!.Version);
    }

    [Fact]
    public void Newest_AllDeprecated_IsStillGiven()
    {
        var only = Version("1", -9) with { DeprecatedOn = s_now };

        Assert.Equal(only, EnvironmentRules.Newest([only], s_now));
        Assert.Null(EnvironmentRules.WhyUnusable(only, s_now));
    }

    [Fact]
    public void Dates_BeforeAndAfter_WarnAndRefuse()
    {
        var version = Version("1", -9) with { DeprecatedOn = s_now, RetiredOn = s_now.AddDays(10) };

        Assert.Null(EnvironmentRules.Warning(version, s_now.AddSeconds(-1)));
        Assert.Equal(
            "The environment eo:1 is deprecated and will be refused from 2026-11-30 on.", EnvironmentRules.Warning(version, s_now));
        Assert.Null(EnvironmentRules.WhyUnusable(version, s_now.AddDays(9)));
        Assert.Equal("It was retired on 2026-11-30.", EnvironmentRules.WhyUnusable(version, s_now.AddDays(10)));
    }

    private static EnvironmentVersion Version(string version, int days) => new()
    {
        Name = "eo",
        Version = version,
        Image = "eo@sha256:0",
        ReleasedOn = s_now.AddDays(days),
    };
}
