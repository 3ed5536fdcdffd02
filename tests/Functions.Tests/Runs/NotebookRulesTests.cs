using System.Text;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class NotebookRulesTests
{
    [Theory]
    [InlineData("""{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}""")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":"1"},{"cell_type":"markdown","source":["a","b"]}]}""")]
    public void Fault_Notebook_IsNone(string json) => Assert.Null(NotebookRules.Fault(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("", "not JSON at line 1, byte 1")]
    [InlineData("print('x')", "not JSON at line 1")]
    [InlineData("{\"cells\": [\n{\"source\": oops", "at cells.[].source")]
    [InlineData("[]", "not an object")]
    [InlineData("{}", "nbformat")]
    [InlineData("""{"nbformat":"4","cells":[]}""", "nbformat")]
    [InlineData("""{"nbformat":3,"worksheets":[]}""", "nbformat 3")]
    [InlineData("""{"nbformat":4}""", "cells")]
    [InlineData("""{"nbformat":4,"cells":{}}""", "cells")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":""},{"source":""}]}""", "cell 1")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":[1]}]}""", "cell 0")]
    public void Fault_AnythingElse_SaysWhy(string text, string reason) =>
        Assert.Contains(reason, NotebookRules.Fault(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
}
