using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class RunIdTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void New_SameMillisecond_GivesDifferentIdsOfThatTime()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => RunId.New(Midnight.AddMilliseconds(5))).ToHashSet();

        Assert.Equal(1_000, ids.Count);
        Assert.All(ids, id => Assert.Equal(Midnight.AddMilliseconds(5), id.CreatedOn));
        Assert.All(ids, id => Assert.Matches("^[0-9a-z]{26}$", id.Value));
    }

    [Fact]
    public void Value_LaterTime_SortsLater()
    {
        var ids = Enumerable.Range(0, 500)
            .Select(index => RunId.New(Midnight.AddMilliseconds(index * 7_919L)).Value)
            .ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void FirstOf_Time_IsNotAboveAnyIdOfTheMillisecond()
    {
        var first = RunId.FirstOf(Midnight);

        Assert.Equal(Midnight, first.CreatedOn);
        Assert.True(first <= RunId.New(Midnight));
        Assert.True(first > RunId.New(Midnight.AddMilliseconds(-1)));
    }

    [Fact]
    public void Revert_Inverted_GivesTheId()
    {
        var id = RunId.New(Midnight);

        Assert.Equal(id, RunKeys.Revert(RunKeys.Invert(id)));
    }

    [Fact]
    public void TryParse_OwnText_GivesTheSameId()
    {
        var id = RunId.New(Midnight);

        Assert.True(RunId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01kb3")]
    [InlineData("01KB3000000000000000000000")]
    [InlineData("01kb300000000000000000000u")]
    [InlineData("01kb3000000000000000000000 ")]
    [InlineData("../..0000000000000000000000")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("7zzzzzzzzz0000000000000000")]
    public void TryParse_NotAnId_Refuses(string? text) => Assert.False(RunId.TryParse(text, out _));

    [Fact]
    public void Invert_AnyTwoIds_ReversesTheirOrder()
    {
        var ids = Enumerable.Range(0, 200).Select(index => RunId.New(Midnight.AddMilliseconds(index % 50))).ToList();

        Assert.Equal(
            ids.OrderByDescending(id => id.Value, StringComparer.Ordinal),
            ids.OrderBy(id => RunKeys.Invert(id), StringComparer.Ordinal));
    }
}
