using System.Text;
using CloudWorkspaces.Runs.Events;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class RunEventTests
{
    [Theory]
    [InlineData("3.1.2048", 3, 1, 2048, false)]
    [InlineData("9.2.0.end", 9, 2, 0, true)]
    public void TryParse_OwnText_GivesItBack(string text, int version, int attempt, long offset, bool isEnd)
    {
        Assert.True(RunEventId.TryParse(text, out var id));

        Assert.Equal((version, attempt, offset, isEnd), (id.Version, id.Attempt, id.Offset, id.IsEnd));
        Assert.Equal(text, $"{id}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("3.1")]
    [InlineData("3.1.-1")]
    [InlineData("3.1.x")]
    [InlineData("3.1.2.start")]
    [InlineData("3.1.99999999999999999999")]
    public void TryParse_OtherText_IsRefused(string text) => Assert.False(RunEventId.TryParse(text, out _));

    [Theory]
    [InlineData("one\ntwo\nthr", false, "one|two", 8)]
    [InlineData("one\ntwo\nthr", true, "one|two|thr", 11)]
    [InlineData("one\ntwo\n", true, "one|two", 8)]
    [InlineData("ä\n\nü\n", false, "ä||ü", 7)]
    [InlineData("thr", true, "thr", 3)]
    public void Cut_Bytes_GivesWholeLines(string text, bool noMore, string lines, int bytes)
    {
        var cut = RunLogPart.Cut(2, 100, Encoding.UTF8.GetBytes(text), noMore)!.Value;

        Assert.Equal((lines, bytes), (string.Join('|', cut.Part.Lines), cut.Bytes));
        Assert.Equal((2, 100), (cut.Part.Attempt, cut.Part.Offset));
    }

    [Fact]
    public void Cut_NoLineYet_GivesNothing() => Assert.Null(RunLogPart.Cut(1, 0, "thr"u8, noMore: false));
}
