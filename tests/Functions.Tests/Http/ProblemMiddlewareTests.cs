using System.Text.Json.Nodes;
using Azure;
using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Functions.Tests.Http;

public sealed class ProblemMiddlewareTests
{
    [Fact]
    public async Task Invoke_UnforeseenException_ShowsNothingOfIt()
    {
        var (http, problem) = await AnswerAsync(new InvalidOperationException("password=hunter2"));

        Assert.Equal(500, http.Response.StatusCode);
        Assert.Equal("urn:cloud-workspaces:problem:internal-error", problem["type"]!.GetValue<string>());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", problem["traceId"]!.GetValue<string>());
        Assert.DoesNotContain("hunter2", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 503)]
    [InlineData(429, 503)]
    [InlineData(503, 503)]
    [InlineData(403, 500)]
    public async Task Invoke_StorageFails_SaysWhetherToRetry(int storage, int status)
    {
        var (http, _) = await AnswerAsync(new RequestFailedException(storage, "storage"));

        Assert.Equal(status, http.Response.StatusCode);
        Assert.Equal(status == 503, http.Response.Headers.RetryAfter.Count == 1);
    }

    [Fact]
    public async Task Invoke_Problem_KeepsItsHeaders()
    {
        var (http, problem) = await AnswerAsync(new ProblemException(Problems.TooManyRequests("Wait."))
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
        });

        Assert.Equal(429, http.Response.StatusCode);
        Assert.Equal("7", http.Response.Headers.RetryAfter);
        Assert.Equal("Wait.", problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Invoke_BodyOverTheServersLimit_IsTooLarge()
    {
        var (http, _) = await AnswerAsync(new BadHttpRequestException("too large", 413));

        Assert.Equal(413, http.Response.StatusCode);
    }

    [Fact]
    public async Task Invoke_OtherTrigger_LetsTheExceptionPass() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ProblemMiddleware(NullLogger<ProblemMiddleware>.Instance)
            .Invoke(new FakeInvocation(null), _ => throw new InvalidOperationException("x")));

    private static async Task<(HttpContext Http, JsonObject Problem)> AnswerAsync(Exception exception)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        await new ProblemMiddleware(NullLogger<ProblemMiddleware>.Instance)
            .Invoke(new FakeInvocation(http), _ => throw exception);
        Assert.Equal("application/problem+json", http.Response.ContentType);
        return (http, JsonNode.Parse(body.ToArray())!.AsObject());
    }
}
