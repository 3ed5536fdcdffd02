using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Admission;

public sealed class AdmissionRulesTests
{
    [Theory]
    [InlineData(0, 0, 0, 3, 2)]
    [InlineData(1, 0, 0, 3, 1)]
    [InlineData(2, 0, 0, 3, 0)]
    [InlineData(3, 0, 0, 3, 0)]
    [InlineData(0, 0, 0, 1, 1)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(1, 1, 0, 3, 1)]
    [InlineData(1, 2, 0, 3, 0)]
    [InlineData(0, 1, 1, 3, 1)]
    [InlineData(0, 2, 2, 3, 0)]
    public void Grantable_LimitTwoAndOneFinishing_IsTheRoomThatIsLeft(
        int running, int finishing, int converting, int waiting, int expected)
    {
        var counts = new AdmissionCounts
        {
            Running = running,
            Finishing = finishing,
            Converting = converting,
            Waiting = waiting,
        };

        Assert.Equal(expected, AdmissionRules.Grantable(counts, new() { Running = 2, Finishing = 1 }));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(2, 0, false)]
    [InlineData(1, 1, false)]
    public void MayStart_LimitTwo_NeedsRoomAndNobodyBefore(int running, int waiting, bool expected)
    {
        var counts = new AdmissionCounts { Running = running, Waiting = waiting };

        Assert.Equal(expected, AdmissionRules.MayStart(counts, new() { Running = 2, Finishing = 0 }));
    }

    [Theory]
    [InlineData(0, 1, 0, 0, true)]
    [InlineData(1, 3, 0, 0, true)]
    [InlineData(2, 3, 0, 0, false)]
    [InlineData(1, 3, 1, 0, false)]
    [InlineData(0, 3, 1, 0, true)]
    [InlineData(1, 1, 0, 4, false)]
    [InlineData(2, 4, 0, 4, true)]
    [InlineData(2, 2, 2, 4, false)]
    public void MayConvert_LimitTwoAndFourFinishing_GivesWayUnlessGroupsHoldUpTheRuns(
        int running, int finishing, int converting, int waiting, bool expected)
    {
        var counts = new AdmissionCounts
        {
            Running = running,
            Finishing = finishing,
            Converting = converting,
            Waiting = waiting,
        };

        Assert.Equal(expected, AdmissionRules.MayConvert(counts, new() { Running = 2, Finishing = 4 }));
    }

    [Fact]
    public void Order_PriorityTurnAndTime_SortsHighestPriorityThenTurnThenOldestFirst()
    {
        var urgent = AdmissionRules.Order(AdmissionPriority.Highest, 20, "b");
        var first = AdmissionRules.Order(AdmissionPriority.Normal, 9, "a");
        var second = AdmissionRules.Order(AdmissionPriority.Normal, 9, "c");
        var third = AdmissionRules.Order(AdmissionPriority.Normal, 10, "a");

        string[] sorted = [.. new[] { third, second, first, urgent }.Order(StringComparer.Ordinal)];

        Assert.Equal([urgent, first, second, third], sorted);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void Order_PriorityOutOfRange_Throws(int priority) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AdmissionRules.Order(priority, 1, "a"));

    [Fact]
    public void Move_ThroughAllStates_LeavesNothing()
    {
        var counts = AdmissionCounts.None
            .Move(null, AdmissionState.Waiting)
            .Move(AdmissionState.Waiting, AdmissionState.Running)
            .Move(AdmissionState.Running, AdmissionState.Finishing)
            .Move(AdmissionState.Finishing, AdmissionState.Converting);

        Assert.Equal(new AdmissionCounts { Converting = 1 }, counts);
        Assert.Equal(AdmissionCounts.None, counts.Move(AdmissionState.Converting, null));
    }
}
