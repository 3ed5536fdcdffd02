using System.Text.Json;
using CloudWorkspaces.Batches.Parameters;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Functions.Tests.Batches;

public sealed class MatrixReaderTests
{
    [Theory]
    [InlineData("""{"a":[1,"x",null]}""", """[{"a":1},{"a":"x"},{"a":null}]""")]
    [InlineData("""{"a":[1,2],"b":[true,[3]]}""", """[{"a":1,"b":true},{"a":1,"b":[3]},{"a":2,"b":true},{"a":2,"b":[3]}]""")]
    [InlineData("""{"a":{"range":{"from":1,"to":3}}}""", """[{"a":1},{"a":2},{"a":3}]""")]
    [InlineData("""{"a":{"range":{"from":3,"to":0,"step":-2}}}""", """[{"a":3},{"a":1}]""")]
    [InlineData("""{"a":{"range":{"from":0,"to":0.3,"step":0.1}}}""", """[{"a":0.0},{"a":0.1},{"a":0.2},{"a":0.3}]""")]
    [InlineData("""{"a":{"range":{"from":5,"to":5}}}""", """[{"a":5}]""")]
    [InlineData("""{"a":{"dates":{"from":"2024-02-28","to":"2024-03-01"}}}""", """[{"a":"2024-02-28"},{"a":"2024-02-29"},{"a":"2024-03-01"}]""")]
    [InlineData("""{"a":{"dates":{"from":"2024-01-01","to":"2024-01-31","days":16}}}""", """[{"a":"2024-01-01"},{"a":"2024-01-17"}]""")]
    public void Read_Matrix_GivesAllCombinations(string matrix, string expected)
    {
        var (items, errors) = Read(matrix);

        Assert.Equal("", errors);
        Assert.Equal(expected, JsonSerializer.Serialize(items));
    }

    [Theory]
    [InlineData("{}", "matrix")]
    [InlineData("""{"a":1}""", "matrix.a")]
    [InlineData("""{"a":[]}""", "matrix.a")]
    [InlineData("""{"a":{}}""", "matrix.a")]
    [InlineData("""{"a":{"ranges":{}}}""", "matrix.a matrix.a.ranges")]
    [InlineData("""{"a":{"range":{"from":1,"to":2},"dates":{"from":"2024-01-01","to":"2024-01-02"}}}""", "matrix.a")]
    [InlineData("""{"a":{"range":{"from":1,"to":9,"step":0}}}""", "matrix.a.range")]
    [InlineData("""{"a":{"range":{"from":1,"to":9,"step":-1}}}""", "matrix.a.range")]
    [InlineData("""{"a":{"range":{"from":1}}}""", "matrix.a.range")]
    [InlineData("""{"a":{"range":{"from":0,"to":10000}}}""", "matrix.a.range")]
    [InlineData("""{"a":{"range":{"from":"1","to":2}}}""", "matrix.a.range matrix.a.range.from")]
    [InlineData("""{"a":{"dates":{"from":"2024-02-30","to":"2024-03-01"}}}""", "matrix.a.dates.from")]
    [InlineData("""{"a":{"dates":{"from":"2024-03-01","to":"2024-02-01"}}}""", "matrix.a.dates")]
    [InlineData("""{"a":{"dates":{"from":"2024-03-01"}}}""", "matrix.a.dates.to")]
    [InlineData("""{"a":{"range":{"from":1,"to":101}},"b":{"range":{"from":1,"to":100}}}""", "matrix")]
    public void Read_WrongMatrix_IsNamed(string matrix, string fields)
    {
        var (items, errors) = Read(matrix);

        Assert.Equal(fields, errors);
        Assert.Empty(items);
    }

    private static (IReadOnlyList<System.Text.Json.Nodes.JsonObject> Items, string Errors) Read(string matrix)
    {
        RequestErrors errors = new();
        var items = MatrixReader.Read(JsonDocument.Parse(matrix).RootElement, errors);
        return (items, string.Join(' ', errors.ToDictionary().Keys));
    }
}
