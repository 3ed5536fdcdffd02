using System.Text.Json.Nodes;
using CloudWorkspaces.Processes;

namespace CloudWorkspaces.Functions.Tests.Processes;

public sealed class InferredInputsTests
{
    [Theory]
    [InlineData("""{"type": "integer", "default": 3, "x-papermill-type": "int"}""", """{"type":"integer","default":3}""", 0)]
    [InlineData("""{"type": "string"}""", """{"type":"string"}""", 1)]
    [InlineData("""{"x-default-expression": "today()"}""", "{}", 0)]
    [InlineData("""{"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}""", """{"type":"integer","default":null,"nullable":true}""", 0)]
    [InlineData("""{"anyOf": [{"type": "integer"}, {"type": "string"}], "default": 1}""", """{"anyOf":[{"type":"integer"},{"type":"string"}],"default":1}""", 0)]
    [InlineData("""{"enum": ["a", "b"], "default": "a"}""", """{"enum":["a","b"],"default":"a"}""", 0)]
    [InlineData("""{"type": "array", "items": {"anyOf": [{"type": "number"}, {"type": "null"}]}, "default": []}""", """{"type":"array","default":[],"items":{"type":"number","nullable":true}}""", 0)]
    [InlineData("""{"type": "object", "additionalProperties": {"type": "number"}, "default": {}}""", """{"type":"object","default":{},"additionalProperties":{"type":"number"}}""", 0)]
    [InlineData("""{"type": "number", "default": 0.2, "description": "The threshold."}""", """{"type":"number","default":0.2,"description":"The threshold."}""", 0)]
    public void Of_Parameter_IsAnInputThatOgcKnows(string parameter, string schema, int least)
    {
        var input = InferredInputs.Of(new JsonObject { ["properties"] = new JsonObject { ["x"] = JsonNode.Parse(parameter) } })["x"];

        Assert.Equal((schema, least, 1), (input.Schema.ToJsonString(), input.MinOccurs, input.MaxOccurs));
        Assert.Null(ValueSchema.Fault(input.Schema));
    }

    [Fact]
    public void Of_NoParameters_IsNone() => Assert.Empty(InferredInputs.Of([]));
}
