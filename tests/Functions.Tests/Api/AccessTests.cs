using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.RegularExpressions;
using CloudWorkspaces.Identity;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class AccessTests(ApiFixture api)
{
    /// <summary>Every HTTP function of the app but those that decide about their callers themselves.</summary>
    public static IEnumerable<object[]> Guarded() =>
        from method in typeof(SelfAuthorizedAttribute).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null && method.GetCustomAttribute<SelfAuthorizedAttribute>() is null
        from verb in trigger.Methods!
        select new object[] { verb.ToUpperInvariant(), "/" + Regex.Replace(trigger.Route!, @"\{.*?\}", "default") };

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Any_NoToken_IsRefused(string method, string address)
    {
        using var client = api.NewClient(null);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void SelfAuthorized_Functions_AreTheAgentsAndWhatSaysWhatTheApisAre() => Assert.All(
        typeof(SelfAuthorizedAttribute).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<SelfAuthorizedAttribute>() is not null),
        method => Assert.True(
            method.DeclaringType!.FullName is "CloudWorkspaces.Agents.AgentApi" or "CloudWorkspaces.Sessions.Agents.SessionAgentApi" ||
                $"{method.DeclaringType.FullName}.{method.Name}" is
                    "CloudWorkspaces.Http.OpenApi.OpenApiFunction.Read" or
                    "CloudWorkspaces.Processes.Ogc.OgcApi.Landing" or
                    "CloudWorkspaces.Processes.Ogc.OgcApi.Conformance" or
                    "CloudWorkspaces.Processes.Ogc.OgcApi.Definition",
            $"{method.DeclaringType.FullName}.{method.Name}"));

    [Theory]
    [InlineData("Bearer", "wrong")]
    [InlineData("Bearer", ApiFixture.Token + "x")]
    [InlineData("Bearer", "")]
    [InlineData("Basic", ApiFixture.Token)]
    public async Task Any_BadToken_IsChallenged(string scheme, string token)
    {
        using var client = api.NewClient(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, token);

        using var answer = await client.GetAsync(new Uri("/api/flavors", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/nothing/here")]
    [InlineData("POST", "/api/workspaces/default/runs/x/y/z")]
    public async Task Any_UnknownAddress_IsAProblem(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        await api.Client.SendAsync(request).ProblemAsync(404, "no-such-route");
    }

    [Fact]
    public async Task Any_WrongMethod_SaysWhichThereAre()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/workspaces/default/runs");

        using var answer = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/api/workspaces/other")]
    [InlineData("/api/workspaces/other/files")]
    [InlineData("/api/workspaces/Not%20A%20Name/files/a")]
    [InlineData("/api/workspaces/other/runs")]
    [InlineData("/api/workspaces/other/runs/x/notebook")]
    public async Task Any_UnknownWorkspace_IsNamed(string address)
    {
        var problem = await api.Client.GetAsync(new Uri(address, UriKind.Relative)).ProblemAsync(404, "not-found");

        Assert.Contains("workspace '", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_Settings_AreShown()
    {
        var flavors = await GetAsync("/api/flavors");
        var environments = await GetAsync("/api/environments");
        var workspaces = await GetAsync("/api/workspaces");

        Assert.Equal(
            """[{"name":"small","cpu":1,"memoryGiB":2,"gpu":0,"cacheGiB":0,"network":"public","pricePerHour":0.05,"available":true},""" +
            """{"name":"medium","cpu":2,"memoryGiB":4,"gpu":0,"cacheGiB":0,"network":"public","pricePerHour":0,"available":true},""" +
            """{"name":"inside","cpu":3,"memoryGiB":4,"gpu":0,"cacheGiB":0,"network":"inside","pricePerHour":0,"available":true},""" +
            """{"name":"gpu","cpu":4,"memoryGiB":16,"gpu":1,"cacheGiB":0,"network":"public","pricePerHour":0,"available":false,""" +
            "\"reason\":\"Container instances have no GPUs: they were retired in every region on 2025-07-14.\"}]",
            flavors);
        Assert.Contains("\"reference\":\"eo:2026.11\"", environments, StringComparison.Ordinal);
        Assert.Contains(
            """{"name":"default","state":"active","role":"owner","defaultEnvironment":"eo","defaultFlavor":"small",""",
            workspaces,
            StringComparison.Ordinal);

        async Task<string> GetAsync(string address) =>
            (await api.Client.GetAsync(new Uri(address, UriKind.Relative)).JsonAsync(HttpStatusCode.OK))["items"]!.ToJsonString();
    }
}
