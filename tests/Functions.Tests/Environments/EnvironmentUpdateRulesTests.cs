using CloudWorkspaces.Environments.Updates;
using CloudWorkspaces.Parity;

namespace CloudWorkspaces.Functions.Tests.Environments;

public sealed class EnvironmentUpdateRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 12, 1, 0, 30, 0, TimeSpan.FromHours(-1));

    [Theory]
    [InlineData("2026.12")]
    [InlineData("2026.12", "2026.11", "2026.11.1")]
    [InlineData("2026.12.1", "2026.11", "2026.12")]
    [InlineData("2026.12.3", "2026.12", "2026.12.1", "2026.12.2")]
    [InlineData("2026.12.1", "2026.12", "2026.12.2")]
    public void NextVersion_OfTheMonth_IsTheFirstThatIsFree(string expected, params string[] taken) =>
        Assert.Equal(expected, EnvironmentUpdateRules.NextVersion(taken, s_now));

    [Fact]
    public void AreSame_Packages_AreComparedWithoutOrder()
    {
        Assert.True(EnvironmentUpdateRules.AreSame(["a=1", "b=2"], ["b=2", "a=1"]));
        Assert.False(EnvironmentUpdateRules.AreSame(["a=1", "b=2"], ["a=1", "b=3"]));
        Assert.False(EnvironmentUpdateRules.AreSame(["a=1"], ["a=1", "b=3"]));
    }

    [Fact]
    public void AreSame_PackagesThatAreNotKnown_AreNot()
    {
        Assert.False(EnvironmentUpdateRules.AreSame(null, ["a=1"]));
        Assert.False(EnvironmentUpdateRules.AreSame(["a=1"], null));
        Assert.False(EnvironmentUpdateRules.AreSame([], []));
    }

    [Fact]
    public void Fault_OfIdenticalModes_IsNone() => Assert.Null(EnvironmentUpdateRules.Fault(Report() with { Differences = [] }));

    [Fact]
    public void Fault_OfDifferences_NamesThem() => Assert.Equal(
        "Sessions and runs differ: user umask (022 in runs, 077 in sessions), variable X (none in runs, set in sessions).",
        EnvironmentUpdateRules.Fault(Report() with
        {
            Differences = [new("user", "umask", "022", "077"), new("variable", "X", null, "set")],
        }));

    [Fact]
    public void Fault_OfACheckThatFailed_SaysWhy() => Assert.Equal(
        "The parity check failed. No kernel.",
        EnvironmentUpdateRules.Fault(Report() with { State = ParityState.Failed, Reason = "No kernel." }));

    private static ParityReport Report() => new()
    {
        Id = "1",
        Workspace = "w",
        State = ParityState.Completed,
        Session = "s",
        Attempt = 1,
        Run = "r",
        Environment = "eo:2026.12",
        Image = "eo@sha256:0",
        Flavor = "small",
        CreatedBy = "u",
        CreatedOn = s_now,
    };
}
