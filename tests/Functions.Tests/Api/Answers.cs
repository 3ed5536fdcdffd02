using System.Net;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>What the API answers, checked and unwrapped.</summary>
internal static class Answers
{
    public static async Task<JsonObject> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>A problem of a kind that has every member it must have.</summary>
    public static async Task<JsonObject> ProblemAsync(this Task<HttpResponseMessage> sending, int status, string code)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal($"urn:cloud-workspaces:problem:{code}", problem["type"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem["title"]!.GetValue<string>());
        Assert.NotEmpty(problem["detail"]!.GetValue<string>());
        Assert.NotEmpty(problem["traceId"]!.GetValue<string>());
        return problem;
    }

    /// <summary>The names of the fields that a problem complains of, in order, joined by spaces.</summary>
    public static string ErrorNames(this JsonObject problem) => string.Join(
        ' ', (problem["errors"]?.AsObject() ?? []).Select(error => error.Key).Order(StringComparer.Ordinal));
}
