using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class RetryRulesTests
{
    private static readonly RunRetry Normal = new();
    private static readonly RunRetry Memory = new() { OnOutOfMemory = OutOfMemoryRetry.NextFlavor };

    private static readonly Flavor[] Flavors =
    [
        Flavor("small", 1, 2, 1), Flavor("medium", 2, 4, 2), Flavor("thin", 0.5, 3, 1), Flavor("dear", 2, 4, 3),
        Flavor("large", 4, 16, 8), Flavor("inside", 4, 8, 1) with { Network = "inside" },
    ];

    [Theory]
    [InlineData(RunCauses.Preempted, 1, true)]
    [InlineData(RunCauses.Preempted, 2, true)]
    [InlineData(RunCauses.Preempted, 3, false)]
    [InlineData(RunCauses.PlatformError, 1, true)]
    [InlineData(RunCauses.NotebookError, 1, false)]
    [InlineData(RunCauses.OutOfMemory, 1, false)]
    public void IsWanted_Defaults_OnlyForWhatIsNobodysFaultAndThreeTimes(string cause, int attempt, bool expected) =>
        Assert.Equal(expected, RetryRules.IsWanted(Normal, attempt, RunState.Failed, cause));

    [Fact]
    public void IsWanted_NotFailedOrNotAskedFor_IsFalse()
    {
        Assert.False(RetryRules.IsWanted(null, 1, RunState.Failed, RunCauses.Preempted));
        Assert.False(RetryRules.IsWanted(Normal, 1, RunState.Dismissed, RunCauses.Preempted));
        Assert.False(RetryRules.IsWanted(Normal, 1, RunState.Succeeded, RunCauses.Completed));
        Assert.True(RetryRules.IsWanted(Memory, 1, RunState.Failed, RunCauses.OutOfMemory));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(4, 80)]
    [InlineData(10, 3_600)]
    public void Backoff_DoublesUpToAnHour(int attempt, double seconds) =>
        Assert.Equal(seconds, RetryRules.Backoff(Normal, attempt).TotalSeconds);

    [Theory]
    [InlineData("small", "medium")]
    [InlineData("thin", "medium")]
    [InlineData("medium", "large")]
    [InlineData("large", null)]
    [InlineData("inside", null)]
    public void NextFlavor_IsTheCheapestOfTheNextMemoryOnTheSameNetwork(string name, string? expected) => Assert.Equal(
        expected, RetryRules.NextFlavor(Flavors.Single(flavor => flavor.Name == name), Flavors)?.Name);

    [Fact]
    public void AllCauses_LeaveOutWhatAnotherAttemptCannotChange()
    {
        string[] never =
        [
            RunCauses.Completed, RunCauses.Cancelled, RunCauses.BudgetExceeded, RunCauses.QuotaExceeded,
            RunCauses.InvalidNotebook, RunCauses.InvalidParameters,
        ];

        Assert.Empty(RunRetry.AllCauses.Intersect(never));
        Assert.Equal(
            typeof(RunCauses).GetFields().Select(field => (string)field.GetRawConstantValue()!).Except(never).Order(),
            RunRetry.AllCauses.Order());
    }

    private static Flavor Flavor(string name, double cpu, double memory, decimal price) =>
        new() { Name = name, Cpu = cpu, MemoryGiB = memory, PricePerHour = price };
}
