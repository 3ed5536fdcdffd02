using System.Text.Json;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class ParameterRulesTests
{
    [Theory]
    [InlineData("threshold")]
    [InlineData("_x1")]
    [InlineData("größe")]
    [InlineData("match")]
    public void IsIdentifier_NameOfAVariable_IsTrue(string name) => Assert.True(ParameterRules.IsIdentifier(name));

    [Theory]
    [InlineData("")]
    [InlineData("1x")]
    [InlineData("a-b")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("import os; x")]
    [InlineData("lambda")]
    [InlineData("None")]
    public void IsIdentifier_AnythingElse_IsFalse(string name) => Assert.False(ParameterRules.IsIdentifier(name));

    [Theory]
    [InlineData("""{"a":1e308,"b":[-1.5,{"c":null}],"d":123456789012345678901234567890}""", "")]
    [InlineData("""{"a":1e999}""", "parameters.a")]
    [InlineData("""{"a":{"b":[-1e999]},"c":1}""", "parameters.a")]
    [InlineData("""{"a-b":1,"if":2,"ok":3}""", "parameters.a-b parameters.if")]
    public void Check_Parameters_NamesThoseThatCannotBe(string json, string names)
    {
        RequestErrors errors = new();

        ParameterRules.Check(JsonElement.Parse(json), 1_000, errors);

        Assert.Equal(names, string.Join(' ', errors.ToDictionary().Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Check_MoreThanTheLimit_IsRefusedAsAWhole()
    {
        RequestErrors errors = new();

        ParameterRules.Check(JsonElement.Parse("""{"a":"0123456789"}"""), 17, errors);

        Assert.Equal(["parameters"], errors.ToDictionary().Keys);
    }

    [Fact]
    public void Check_MoreDigitsThanPythonReads_IsRefused()
    {
        RequestErrors errors = new();

        ParameterRules.Check(JsonElement.Parse($$"""{"a":{{new string('9', 4_301)}}}"""), 10_000, errors);

        Assert.Equal(["parameters.a"], errors.ToDictionary().Keys);
    }
}
