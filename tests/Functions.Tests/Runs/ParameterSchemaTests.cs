using System.Text;
using System.Text.Json;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Parameters;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class ParameterSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "3", null)]
    [InlineData("""{"type":"integer"}""", "3.0", null)]
    [InlineData("""{"type":"integer"}""", "123456789012345678901234567890", null)]
    [InlineData("""{"type":"integer"}""", "3.5", "a whole number")]
    [InlineData("""{"type":"integer"}""", "true", "a whole number")]
    [InlineData("""{"type":"integer"}""", "\"3\"", "a whole number")]
    [InlineData("""{"type":"integer"}""", "null", "a whole number")]
    [InlineData("""{"type":"number"}""", "3", null)]
    [InlineData("""{"type":"number"}""", "false", "a number")]
    [InlineData("""{"type":"string"}""", "\"\"", null)]
    [InlineData("""{"type":"string"}""", "{\"$secret\":\"NAME\"}", null)]
    [InlineData("""{"type":"string"}""", "{\"$secret\":\"NAME\",\"a\":1}", "a string")]
    [InlineData("""{"type":"object"}""", "{\"$secret\":\"NAME\"}", "an object")]
    [InlineData("""{"type":"boolean"}""", "true", null)]
    [InlineData("""{"type":"boolean"}""", "1", "true or false")]
    [InlineData("""{"type":"null"}""", "null", null)]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"null"}]}""", "null", null)]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"null"}]}""", "\"\"", "a whole number or null")]
    [InlineData("""{"enum":["a",1]}""", "1", null)]
    [InlineData("""{"enum":["a",1]}""", "2", "one of \"a\", 1")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "[\"a\"]", null)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "[\"a\",1]", "a list, each a string")]
    [InlineData("""{"type":"array"}""", "{}", "a list")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"}}""", "{\"a\":1}", null)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"number"}}""", "{\"a\":\"1\"}", "an object, each value a number")]
    [InlineData("{}", "[1]", null)]
    [InlineData("""{"type":7,"anyOf":{},"enum":1}""", "[1]", null)]
    public void Check_Value_FitsOrIsToldWhatWould(string schema, string value, string? wanted)
    {
        var errors = Check($$$"""{"properties":{"a":{{{schema}}}},"additionalProperties":false}""", $$$"""{"a":{{{value}}}}""");

        Assert.Equal(wanted is null ? [] : new[] { $"parameters.a must be {wanted}." }, errors);
    }

    [Fact]
    public void Check_UnknownName_IsToldTheOthersUnlessAnyMayBeGiven()
    {
        const string Known = """{"properties":{"a":{},"b":{}},"additionalProperties":""";

        Assert.Equal(
            ["parameters.c is not a parameter of the notebook. Parameters are: a, b."], Check(Known + "false}", """{"a":1,"c":1}"""));
        Assert.Empty(Check(Known + "true}", """{"a":1,"c":1}"""));
        Assert.Empty(Check("""{"additionalProperties":false}""", """{"c":1}"""));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("")]
    public void Parse_WhatIsNoObject_IsNoSchema(string content) => Assert.Null(ParameterSchema.Parse(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Secrets_AtAnyDepth_AreFoundWithTheirParameter()
    {
        var parameters = JsonSerializer.Deserialize<JsonElement>(
            """{"a":{"$secret":"A"},"b":[{"c":{"$secret":"B"}},{"$secret":7}],"d":{"$secret":"D","e":1},"f":"$secret"}""");

        Assert.Equal([("a", "A"), ("b", "B")], SecretReferences.In(parameters));
    }

    [Fact]
    public void Folder_ChangesWithNotebookImageAndKernel()
    {
        string[] folders =
        [
            NotebookSchemas.Folder("a"u8.ToArray(), "image", null), NotebookSchemas.Folder("b"u8.ToArray(), "image", null),
            NotebookSchemas.Folder("a"u8.ToArray(), "other", null), NotebookSchemas.Folder("a"u8.ToArray(), "image", "bash"),
        ];

        Assert.Equal(folders.Length, folders.Distinct().Count());
        Assert.Equal(folders[0], NotebookSchemas.Folder("a"u8.ToArray(), "image", null));
    }

    private static IEnumerable<string> Check(string schema, string parameters)
    {
        RequestErrors errors = new();
        ParameterSchema.Parse(Encoding.UTF8.GetBytes(schema))!.Check(JsonSerializer.Deserialize<JsonElement>(parameters), "parameters", errors);
        return errors.ToDictionary().Select(error => $"{error.Key} {string.Join(' ', error.Value)}");
    }
}
