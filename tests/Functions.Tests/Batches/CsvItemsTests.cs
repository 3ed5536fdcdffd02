using System.Text.Json;
using CloudWorkspaces.Batches.Parameters;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Functions.Tests.Batches;

public sealed class CsvItemsTests
{
    [Theory]
    [InlineData("a,b\n1,x\n2.5,true\n", """[{"a":1,"b":"x"},{"a":2.5,"b":true}]""")]
    [InlineData("a,b\r\n-3,\"x, \"\"y\"\"\nz\"\r\n", """[{"a":-3,"b":"x, \u0022y\u0022\nz"}]""")]
    [InlineData("a,b\n,1\n", """[{"b":1}]""")]
    [InlineData("a\n1\n2,\n", null)]
    [InlineData("a\n007\n1e3\n+1\n", """[{"a":"007"},{"a":1e3},{"a":"\u002B1"}]""")]
    [InlineData("tile,date\n33UXP,2024-01-31\n", """[{"tile":"33UXP","date":"2024-01-31"}]""")]
    public void Read_Csv_GivesTypedValues(string text, string? expected)
    {
        RequestErrors errors = new();

        var items = CsvItems.Read(text, "itemsCsv", errors);

        Assert.Equal(expected is null, errors.Any);
        Assert.Equal(expected ?? "[]", JsonSerializer.Serialize(items));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,a\n1,2\n")]
    [InlineData("a,b\n1\n")]
    public void Read_WrongCsv_IsRefused(string text)
    {
        RequestErrors errors = new();

        CsvItems.Read(text, "itemsCsv", errors);

        Assert.True(errors.Has("itemsCsv"));
    }
}
