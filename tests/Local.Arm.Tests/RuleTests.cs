using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Tests;

public sealed class RuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Always", 0, true)]
    [InlineData("Always", 1, true)]
    [InlineData("OnFailure", 0, false)]
    [InlineData("OnFailure", 137, true)]
    [InlineData("Never", 1, false)]
    public void ShouldRestart_ByPolicyAndExitCode(string policy, int exitCode, bool expected) =>
        Assert.Equal(expected, RestartRules.ShouldRestart(Enum.Parse<RestartPolicy>(policy), exitCode));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(5, 160)]
    [InlineData(6, 300)]
    [InlineData(1_000_000, 300)]
    public void Wait_GrowsUpToFiveMinutes(int restarts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RestartRules.Wait(restarts, TimeSpan.FromSeconds(10)));

    [Theory]
    [InlineData("Never", "Succeeded", 0, 0)]
    [InlineData("Never", "Failed", 0, 1)]
    [InlineData("Never", "Running", 0, null)]
    [InlineData("OnFailure", "Running", 0, 1)]
    [InlineData("Always", "Running", 0, 0)]
    public void Instance_FollowsFromTheContainers(string policy, string expected, int? first, int? second)
    {
        var statuses = ((int?[])[first, second]).Select(code => new ContainerStatus
        {
            StartedOn = Now,
            FinishedOn = code is null ? null : Now,
            ExitCode = code,
        });

        Assert.Equal(expected, GroupStates.Instance(Record(), Enum.Parse<RestartPolicy>(policy), [.. statuses]));
    }

    [Fact]
    public void Instance_NotAllStarted_IsPending() => Assert.Equal(
        "Pending",
        GroupStates.Instance(Record(), RestartPolicy.Never, [new ContainerStatus { StartedOn = Now }, new ContainerStatus()]));

    [Fact]
    public void History_SameEventTwice_IsCounted()
    {
        var history = new ContainerHistory().With("Started", "m", Now).With("Started", "m", Now.AddMinutes(1));

        var only = Assert.Single(history.Events);
        Assert.Equal(2, only.Count);
        Assert.Equal((Now, Now.AddMinutes(1)), (only.FirstTimestamp, only.LastTimestamp));
    }

    private static GroupRecord Record() => new()
    {
        Id = new GroupId("s", "r", "n"),
        Key = "k",
        Body = [],
        Address = "127.64.0.1",
        CreatedOn = Now,
    };
}
