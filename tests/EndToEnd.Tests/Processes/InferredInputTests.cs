using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>A process whose inputs nobody has named.</summary>
[Trait("Category", "EndToEnd")]
[Collection(OgcStack.Collection)]
public sealed class InferredInputTests(OgcStack stack)
{
    [Fact]
    public async Task Publish_WithoutInputs_TakesThoseOfTheParametersCell()
    {
        using var published = await stack.Stack.Client.Http.PostAsJsonAsync("processes", new
        {
            id = "inferred",
            notebook = "ogc/echo.ipynb",
            outputs = new { text = new { schema = new { type = "string" } }, number = new { schema = new { type = "number" } } },
        });
        Assert.True(published.StatusCode == HttpStatusCode.Created, await published.Content.ReadAsStringAsync());
        var inputs = JsonNode.Parse(await published.Content.ReadAsStringAsync())!["inputs"]!.AsObject();

        Assert.Equal(["box", "data", "items", "mixed", "number", "point", "text"], inputs.Select(input => input.Key).Order());
        Assert.Equal("""{"type":"number","default":1.0}""", inputs["number"]!["schema"]!.ToJsonString());
        var executed = await stack.SendAsync("inferred", """{"inputs": {"number": 7.5}, "response": "document"}""");
        Assert.Equal((200, "a", 7.5), (executed.Status, $"{executed.Json["text"]}", executed.Json["number"]!.GetValue<double>()));
        foreach (var (wrong, name) in new[]
        {
            ("""{"inputs": {"number": "seven"}}""", "inputs.number"),
            ("""{"inputs": {"nmber": 7}}""", "inputs.nmber"),
        })
        {
            var refused = await stack.SendAsync("inferred", wrong);
            Assert.Equal((400, name), (refused.Status, Assert.Single(refused.Json["errors"]!.AsObject()).Key));
        }
    }
}
