using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Admission;

public sealed class FairTurnsTests
{
    private FairTurns _turns = FairTurns.None;

    [Fact]
    public void Give_TwoFlows_NumbersEachOnItsOwn()
    {
        Assert.Equal([1, 2, 3, 1, 2], new[] { Give("batch"), Give("batch"), Give("batch"), Give("user"), Give("user") });
    }

    [Fact]
    public void Give_AfterManyWereServed_BeginsWithTheTurnBeingServed()
    {
        for (var number = 0; number < 10_000; number++)
        {
            Give("batch");
        }

        _turns = _turns.Serve(5, 4_000);

        Assert.Equal(4_001, Give("user"));
        Assert.Equal(10_001, Give("batch"));
    }

    [Fact]
    public void Give_OtherPriority_HasTurnsOfItsOwn()
    {
        Give("a");
        _turns = _turns.Serve(5, 700);

        Assert.Equal(1, Give("a", priority: 8));
        Assert.Equal(701, Give("a"));
    }

    [Fact]
    public void GiveBack_AllHaveLeft_TheNextIsNotLaterForThat()
    {
        for (var number = 0; number < 100; number++)
        {
            Give("a");
        }

        for (var number = 0; number < 100; number++)
        {
            _turns = _turns.GiveBack(5, "a");
        }

        Assert.Equal(1, Give("a"));
    }

    [Fact]
    public void GiveBack_MoreThanWasGiven_StaysAtTheTurnBeingServed()
    {
        _turns = _turns.Serve(5, 40).GiveBack(5, "a").GiveBack(5, "a");

        Assert.Equal(41, Give("a"));
    }

    [Fact]
    public void Serve_FlowsThatHaveBeenServed_AreForgotten()
    {
        Give("a");
        Give("b");
        Give("b");
        _turns = _turns.Serve(5, 1);

        Assert.DoesNotContain("/a", _turns.ToJson(), StringComparison.Ordinal);
        Assert.Equal(3, Give("b"));
    }

    [Fact]
    public void ToJson_Most_FitsIntoTheRowAndComesBack()
    {
        for (var flow = 0; flow < FairTurns.MaxFlows + 100; flow++)
        {
            _turns = _turns.Give(5, FairTurns.Flow($"flow {flow}"), out _);
        }

        Give("last");
        Give("last");
        var json = _turns.ToJson()!;
        _turns = FairTurns.FromJson(json);

        Assert.InRange(json.Length, 10_000, 32_000);
        Assert.Equal(3, Give("last"));
        Assert.Null(FairTurns.None.ToJson());
    }

    private long Give(string flow, int priority = 5)
    {
        _turns = _turns.Give(priority, flow, out var turn);
        return turn;
    }
}
