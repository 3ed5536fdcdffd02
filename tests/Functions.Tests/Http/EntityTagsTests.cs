using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CloudWorkspaces.Functions.Tests.Http;

public sealed class EntityTagsTests
{
    private sealed record Thing(string Name, int Size);

    private static readonly Thing s_thing = new("a", 1);

    [Theory]
    [InlineData(null, true)]
    [InlineData("*", true)]
    [InlineData("\"7\"", true)]
    [InlineData("\"7-0123456789ab\"", true)]
    [InlineData("\"8\"", false)]
    [InlineData("\"8-7\"", false)]
    [InlineData("\"77\"", false)]
    public void CheckVersion_IfMatch_IsAboutTheVersionAlone(string? header, bool passes)
    {
        var check = EntityTags.CheckVersion(Request("DELETE", "If-Match", header), "Thing 'a'");

        var refusal = Record.Exception(() => check("7"));

        Assert.Equal(passes, refusal is null);
        Assert.Equal(passes ? null : 412, (refusal as ProblemException)?.Problem.Status);
    }

    [Fact]
    public void Check_RecordThatHasChanged_Is412AndNamesIt()
    {
        var tag = $"\"{EntityTags.Version(s_thing)}\"";
        var check = EntityTags.Check(Request("DELETE", "If-Match", tag), "Thing 'a'");

        check(s_thing with { });
        var refusal = Assert.Throws<ProblemException>(() => check(s_thing with { Size = 2 }));

        Assert.StartsWith("Thing 'a' is at ", refusal.Problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("W/\"7\"")]
    public void Check_HeaderThatIsNotOneTag_Is400(string header)
    {
        var refusal = Assert.Throws<ProblemException>(() => EntityTags.Check(Request("DELETE", "If-Match", header), "Thing 'a'"));

        Assert.Equal((400, "If-Match"), (refusal.Problem.Status, Assert.Single(refusal.Problem.Errors!).Key));
    }

    [Theory]
    [InlineData("GET", "{0}", 304)]
    [InlineData("GET", "W/{0}", 304)]
    [InlineData("GET", "\"other\", {0}", 304)]
    [InlineData("GET", "*", 304)]
    [InlineData("GET", "\"other\"", 200)]
    [InlineData("GET", "nonsense", 200)]
    [InlineData("PATCH", "{0}", 200)]
    public async Task ExecuteResultAsync_IfNoneMatch_SavesTheAnswer(string method, string header, int status)
    {
        var (_, tag, _) = await AnswerAsync(Request("GET"), s_thing);

        var (answered, same, body) = await AnswerAsync(Request(method, "If-None-Match", string.Format(null, header, tag)), s_thing);

        Assert.Equal((status, tag), (answered, same));
        Assert.Equal(status == 304 ? "" : """{"name":"a","size":1}""", body);
    }

    [Fact]
    public async Task ExecuteResultAsync_AnswerThatTellsMore_HasAnotherTagOfTheSameVersion()
    {
        var (_, first, _) = await AnswerAsync(Request("GET"), new { Progress = 1 });
        var (_, second, _) = await AnswerAsync(Request("GET"), new { Progress = 2 });

        Assert.NotEqual(first, second);
        Assert.Equal(first.Split('-')[0], second.Split('-')[0]);
    }

    private static HttpRequest Request(string method, string? header = null, string? value = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        if (header is not null && value is not null)
        {
            http.Request.Headers[header] = value;
        }

        http.Response.Body = new MemoryStream();
        return http.Request;
    }

    private static async Task<(int Status, string Tag, string Body)> AnswerAsync(HttpRequest request, object value)
    {
        await ResourceResult.Of(value, s_thing).ExecuteResultAsync(new ActionContext(request.HttpContext, new RouteData(), new()));
        var response = request.HttpContext.Response;
        return (response.StatusCode, response.Headers.ETag.ToString(), System.Text.Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray()));
    }
}
