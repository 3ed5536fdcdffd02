using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Functions.Tests.Usage;

public sealed class CostRulesTests
{
    private static readonly CostMonth November = new(2026, 11);

    [Theory]
    [InlineData(3_600, 0.24)]
    [InlineData(90, 0.006)]
    [InlineData(0, 0)]
    [InlineData(-5, 0)]
    public void Cost_Seconds_AreChargedByTheHour(int seconds, decimal cost) =>
        Assert.Equal(cost, CostRules.Cost(0.24m, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void ByMonth_AcrossTwoEnds_IsCutAtEach()
    {
        var from = November.Start.AddDays(29);
        var to = from.AddDays(40);

        var parts = CostRules.ByMonth(from, to).ToList();

        Assert.Equal([(from, November.End), (November.End, November.End.AddMonths(1)), (November.End.AddMonths(1), to)], parts);
    }

    [Fact]
    public void ByMonth_EndsAtTheMonthsEndOrBeforeItBegins_HasNoEmptyPart()
    {
        Assert.Single(CostRules.ByMonth(November.Start, November.End));
        Assert.Empty(CostRules.ByMonth(November.Start, November.Start));
        Assert.Empty(CostRules.ByMonth(November.End, November.Start));
    }

    [Theory]
    [InlineData("2026-10-31T23:00Z", null, "2026-11-01T02:00Z", 2)]
    [InlineData("2026-11-01T01:00Z", "2026-11-01T02:00Z", "2026-11-09T00:00Z", 1)]
    [InlineData("2026-11-30T23:00Z", null, "2026-12-05T00:00Z", 1)]
    [InlineData("2026-12-01T00:00Z", null, "2026-12-05T00:00Z", 0)]
    [InlineData("2026-10-01T00:00Z", "2026-10-05T00:00Z", "2026-11-05T00:00Z", 0)]
    public void Within_Meter_CountsItsPartOfTheMonth(string from, string? to, string now, int hours)
    {
        var meter = MeterSamples.Of("default", DateTimeOffset.Parse(from)) with
        {
            To = to is null ? null : DateTimeOffset.Parse(to),
        };

        var (cost, time) = CostRules.Within(meter, November, DateTimeOffset.Parse(now));

        Assert.Equal((0.12m * hours, TimeSpan.FromHours(hours)), (cost, time));
    }

    [Theory]
    [InlineData("2026-11", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("0001-01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParse_Text_IsAMonthOrNot(string? text, bool valid)
    {
        Assert.Equal(valid, CostMonth.TryParse(text, out var month));
        Assert.Equal(valid ? text : "0001-01", valid ? month.ToString() : "0001-01");
    }
}
