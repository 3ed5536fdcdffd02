using System.Text.Json.Nodes;
using CloudWorkspaces.Processes;

namespace CloudWorkspaces.Functions.Tests.Processes;

public sealed class ValueSchemaTests
{
    private const string Mixed = """
        {"oneOf": [{"type": "string", "contentMediaType": "text/plain"}, {"type": "object", "contentMediaType": "application/json"}]}
        """;

    [Theory]
    [InlineData("""{"type": "integer"}""")]
    [InlineData("{}")]
    [InlineData("""{"type": "array", "items": {"type": "string", "enum": ["a"]}, "minItems": 1}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "number"}}, "additionalProperties": false}""")]
    [InlineData(Mixed)]
    public void Fault_Schema_IsNone(string schema) => Assert.Null(ValueSchema.Fault(Object(schema)));

    [Theory]
    [InlineData("""{"$ref": "http://169.254.169.254/schema"}""", "$ref")]
    [InlineData("""{"properties": {"a": {"$ref": "#/b"}}}""", "/properties/a")]
    [InlineData("""{"tpye": "integer"}""", "tpye")]
    [InlineData("""{"type": "whole"}""", "type")]
    [InlineData("""{"minimum": "a"}""", "not a schema")]
    [InlineData("""{"oneOf": {"type": "integer"}}""", "oneOf")]
    [InlineData("""{"items": [1]}""", "/items")]
    public void Fault_NoSchema_SaysWhatAndWhere(string schema, string named) =>
        Assert.Contains(named, ValueSchema.Fault(Object(schema)), StringComparison.Ordinal);

    [Fact]
    public void Fault_TooDeep_IsRefused()
    {
        var schema = new JsonObject { ["type"] = "string" };
        for (var depth = 0; depth < 30; depth++)
        {
            schema = new JsonObject { ["items"] = schema };
        }

        Assert.Contains("deep", ValueSchema.Fault(schema), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type": "integer"}""", "1", true)]
    [InlineData("""{"type": "integer"}""", "1.5", false)]
    [InlineData("""{"type": "number", "minimum": 0, "exclusiveMinimum": true}""", "0", false)]
    [InlineData("""{"type": "string", "pattern": "^a+$"}""", "\"aaa\"", true)]
    [InlineData("""{"type": "string", "pattern": "^a+$"}""", "\"b\"", false)]
    [InlineData("""{"type": "object", "required": ["a"]}""", "{}", false)]
    [InlineData("""{"type": "object", "format": "ogc-bbox"}""", """{"bbox": [1, 2, 3, 4]}""", true)]
    [InlineData("""{"type": "object", "format": "ogc-bbox"}""", """{"bbox": [1, 2, 3, 4, 5]}""", false)]
    [InlineData("""{"type": "object", "format": "ogc-bbox"}""", """{"bbox": [1, 2, 3, 4], "crs": "mine"}""", false)]
    [InlineData("""{"type": "string"}""", "null", false)]
    [InlineData("{}", "null", true)]
    public void Check_Value_FitsOrNot(string schema, string value, bool fits) =>
        Assert.Equal(fits, ValueSchema.Check(Object(schema), JsonNode.Parse(value), null).Count == 0);

    [Theory]
    [InlineData("\"a\"", null, true)]
    [InlineData("""{"a": 1}""", null, false)]
    [InlineData("""{"a": 1}""", "application/json", true)]
    [InlineData("\"a\"", "application/json", false)]
    [InlineData("\"a\"", "image/png", false)]
    public void Check_AlternativesOfMediaTypes_TheOneThatIsNamedCounts(string value, string? mediaType, bool fits) =>
        Assert.Equal(fits, ValueSchema.Check(Object(Mixed), JsonNode.Parse(value), mediaType).Count == 0);

    private static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
