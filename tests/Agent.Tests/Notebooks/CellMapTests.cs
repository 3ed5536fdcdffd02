using CloudWorkspaces.Agent.Notebooks;

namespace CloudWorkspaces.Agent.Tests.Notebooks;

public sealed class CellMapTests
{
    private const string Marker = "papermill-error-cell-tag";

    [Theory]
    // tags of the submitted cells; parameters given; submitted index of each executed cell (-1: none)
    [InlineData("|parameters|", false, "0 1 2")]
    [InlineData("|parameters|", true, "0 1 -1 2")]
    [InlineData("||", true, "-1 0 1 2")]
    [InlineData("parameters|injected-parameters|", true, "0 -1 2")]
    [InlineData("parameters|injected-parameters|", false, "0 1 2")]
    [InlineData(Marker + "|parameters|" + Marker + "|", true, "1 -1 3")]
    [InlineData(Marker + "||" + Marker + "|", false, "1 3")]
    [InlineData("a,parameters|parameters", true, "0 -1 1")]
    public void ToSubmitted_AnyNotebook_FollowsPapermill(string tags, bool hasParameters, string expected)
    {
        var cells = tags.Split('|').Select(cell => (IReadOnlySet<string>)cell.Split(',').ToHashSet()).ToList();

        var map = CellMap.Create(new SubmittedNotebook { CellTags = cells }, hasParameters);

        var indices = expected.Split(' ').Select(text => text == "-1" ? null : (int?)int.Parse(text, null)).ToArray();
        Assert.Equal(indices, Enumerable.Range(0, indices.Length).Select(map.ToSubmitted));
        Assert.Null(map.ToSubmitted(indices.Length));
        Assert.Equal(cells.Count, map.Total);
        Assert.Equal(hasParameters ? Array.IndexOf(indices, null) : null, map.Injected);
    }
}
