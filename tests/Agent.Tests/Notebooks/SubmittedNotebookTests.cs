using System.Text;
using CloudWorkspaces.Agent.Notebooks;

namespace CloudWorkspaces.Agent.Tests.Notebooks;

public sealed class SubmittedNotebookTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("""{"nbformat":4}""")]
    [InlineData("""{"nbformat":"four","cells":[]}""")]
    [InlineData("""{"nbformat":4,"cells":{}}""")]
    [InlineData("""{"nbformat":4,"cells":[{"metadata":{"tags":"a"}}]}""")]
    public void Parse_NoNotebook_SaysSo(string content) =>
        Assert.NotEmpty(Assert.Throws<InvalidNotebookException>(() => Parse(content)).Message);

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public void Parse_Version4_ReadsKernelAndTags(string start)
    {
        var notebook = Parse(start +
            """{"nbformat":4,"metadata":{"kernelspec":{"name":"ir"}},"cells":[{"metadata":{"tags":["a","b"]}},{}]}""");

        Assert.Equal("ir", notebook.Kernel);
        Assert.Equal(["a", "b"], notebook.CellTags[0].Order());
        Assert.Empty(notebook.CellTags[1]);
    }

    [Fact]
    public void Parse_Version3_CountsTheCellsOfItsWorksheets()
    {
        var notebook = Parse("""{"nbformat":3,"metadata":{},"worksheets":[{"cells":[{},{}]},{"cells":[{}]}]}""");

        Assert.Equal(3, notebook.CellTags.Count);
        Assert.Null(notebook.Kernel);
    }

    private static SubmittedNotebook Parse(string content) => SubmittedNotebook.Parse(Encoding.UTF8.GetBytes(content));
}
