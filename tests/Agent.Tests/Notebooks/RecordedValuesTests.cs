using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Notebooks;

namespace CloudWorkspaces.Agent.Tests.Notebooks;

public sealed class RecordedValuesTests
{
    private const string Scrap = "application/scrapbook.scrap.json+json";

    [Fact]
    public void Read_GluedAndRecordedValues_GivesScalarsAndTheLastOfEachName()
    {
        var notebook = """
            {"cells":[
              {"cell_type":"markdown","source":"x"},
              {"cell_type":"code","outputs":[
                {"output_type":"stream","text":"1"},
                {"output_type":"display_data","data":{"SCRAP":{"name":"cloud","data":0.5,"encoder":"json","version":1}}},
                {"output_type":"display_data","data":{"SCRAP":{"name":"table","data":[1,2]}}},
                {"output_type":"display_data","data":{"application/papermill.record+json":{"note":"a","none":null}}}]},
              {"cell_type":"code","outputs":[
                {"output_type":"display_data","data":{"SCRAP":{"name":"cloud","data":0.25}}}]}]}
            """.Replace("SCRAP", Scrap, StringComparison.Ordinal);

        var values = RecordedValues.Read(Encoding.UTF8.GetBytes(notebook));

        Assert.Equal("""{"cloud":0.25,"note":"a","none":null}""", values!.ToJsonString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("""{"cells":[{"outputs":[{"data":"x"}]}]}""")]
    [InlineData("""{"cells":[{"outputs":[{"data":{"application/scrapbook.scrap.json+json":{"name":5,"data":1}}}]}]}""")]
    [InlineData("""{"cells":[{"outputs":{"data":1}}]}""")]
    public void Read_WhateverElse_GivesNothing(string notebook) => Assert.Null(RecordedValues.Read(Encoding.UTF8.GetBytes(notebook)));

    [Fact]
    public void Read_TooMuch_IsBounded()
    {
        var outputs = string.Join(',', Enumerable.Range(0, 200).Select(index => new JsonObject
        {
            ["data"] = new JsonObject
            {
                [Scrap] = new JsonObject { ["name"] = $"v{index}", ["data"] = index == 0 ? new string('x', 2_000) : "1" },
            },
        }.ToJsonString()));

        var values = RecordedValues.Read(Encoding.UTF8.GetBytes($$"""{"cells":[{"outputs":[{{outputs}}] }]}"""));

        Assert.Equal(100, values!.Count);
        Assert.False(values.ContainsKey("v0"));
    }
}
