using System.Text.Json;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Http;

public sealed class ListPageTests
{
    [Fact]
    public void Of_ItemsComeAndGoBetweenPages_NeitherSkipsNorRepeatsTheOthers()
    {
        List<string> items = [.. Enumerable.Range(0, 20).Select(number => $"n{number:D2}")];
        string[] stay = [.. items];
        List<string> seen = [];
        string? cursor = null;
        var pages = 0;
        do
        {
            (var page, cursor) = Read($"?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}", items);
            seen.AddRange(page);
            // One before, one after, and the one that the cursor is of.
            items.Insert(0, $"a{pages}");
            items.Add($"z{pages}");
            items.Remove(page[^1]);
            pages++;
        }
        while (cursor is not null && pages < 100);

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(stay, seen.Where(stay.Contains));
        Assert.DoesNotContain(seen, item => item[0] == 'a');
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("?limit=3", 3)]
    [InlineData("?limit=2", 2)]
    public void Of_AllThatThereIs_HasNoCursor(string query, int count)
    {
        var (page, cursor) = Read(query, ["b", "a", "c"]);

        Assert.Equal(((string[])["a", "b", "c"])[..count], page);
        Assert.Equal(count < 3, cursor is not null);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?limit=x", "limit")]
    [InlineData("?cursor=*", "cursor")]
    [InlineData("?cursor=a&other=1", "cursor other")]
    public void Read_WrongParameters_AreNamed(string query, string names)
    {
        var refusal = Assert.Throws<ProblemException>(() => Read(query, []));

        Assert.Equal((400, names), (refusal.Problem.Status, string.Join(' ', refusal.Problem.Errors!.Keys.Order(StringComparer.Ordinal))));
    }

    private static (List<string> Page, string? Cursor) Read(string query, IEnumerable<string> items)
    {
        DefaultHttpContext http = new();
        http.Request.QueryString = new QueryString(query);
        var answer = JsonSerializer.SerializeToElement(ListPage.Read(http.Request).Of(items, item => item, item => item).Value, ApiJson.Options);
        return (
            [.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetString()!)],
            answer.TryGetProperty("cursor", out var cursor) ? cursor.GetString() : null);
    }
}
