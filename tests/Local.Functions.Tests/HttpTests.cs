using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Tests;

[Collection(AppFixture.Collection)]
public sealed class HttpTests(AppFixture fixture)
{
    private readonly HttpClient _http = fixture.App.Http;

    [Fact]
    public async Task Get_RouteWithConstraint_BindsValuesAndAnswersInCamelCase()
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>("items/7/lamp");

        Assert.Equal(7, answer.GetProperty("itemId").GetInt32());
        Assert.Equal("lamp", answer.GetProperty("name").GetString());
        Assert.Equal(2, answer.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Get_OptionalValueMissing_IsNull()
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>("items/7");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("name").ValueKind);
    }

    [Fact]
    public async Task Get_ConstraintNotMet_GoesToTheNextFunction() =>
        Assert.Equal("text seven", await _http.GetStringAsync("items/seven"));

    [Fact]
    public async Task Get_CatchAll_HidesWhatSortsAfterIt() =>
        Assert.Equal("special", await _http.GetStringAsync("files/special"));

    [Fact]
    public async Task Get_CatchAll_DecodesSpacesAndKeepsEscapedSlashes() =>
        Assert.Equal("a b/c%2Fd", await _http.GetStringAsync("files/a%20b/c%2Fd"));

    [Fact]
    public async Task Send_MethodOfNoFunction_IsNotFound()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "bodies");
        var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Put_WithBody_IsReadAndAnswered()
    {
        var answer = await _http.PutAsync("bodies", new StringContent("12345"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/bodies/1", answer.Headers.Location!.OriginalString);
        Assert.Equal("5", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_FunctionThrows_Is500WithNothingInIt()
    {
        var answer = await _http.GetAsync("fail");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_Stream_ArrivesAtOnceAndIsCancelledWhenTheClientLeaves()
    {
        var id = Guid.NewGuid().ToString();
        var cancelled = HttpFunctions.Cancelled.GetOrAdd(id, _ => new());
        using (var answer = await _http.GetAsync($"stream/{id}", HttpCompletionOption.ResponseHeadersRead))
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            Assert.Equal("data: first", await reader.ReadLineAsync());
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Get_Range_IsPartial()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "download");
        request.Headers.Range = new RangeHeaderValue(1, 2);
        var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal([2, 3], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Send_FunctionWithoutRouteAndMethods_HasItsNameAndAllMethods()
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "g_named");
        var answer = await _http.SendAsync(request);

        Assert.Equal("PATCH", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_WithMiddleware_SeesTheFunctionAndMayReplaceItsResult()
    {
        var answer = await _http.GetAsync("items/7?replace=1");

        Assert.Equal("a_item", answer.Headers.GetValues("x-function").Single());
        Assert.Equal(418, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Get_Twice_HasAScopeForEachInvocation()
    {
        var disposed = ScopedThing.Disposed;
        var first = await _http.GetFromJsonAsync<JsonElement>("items/1");
        var second = await _http.GetFromJsonAsync<JsonElement>("items/1");

        Assert.NotEqual(first.GetProperty("scope").GetGuid(), second.GetProperty("scope").GetGuid());
        await CloudWorkspaces.Testing.Eventually.TrueAsync(
            () => ScopedThing.Disposed >= disposed + 2, TimeSpan.FromSeconds(10), "the scopes are disposed");
    }

    [Fact]
    public async Task Settings_DisabledAndRoutePrefix_AreHonoured()
    {
        var hub = TestApp.NewHub();
        var builder = await TestApp.BuilderAsync(hub);
        builder.Configuration["AzureWebJobs.h_disabled.Disabled"] = "true";
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "v1";
        await using var app = await TestApp.StartAsync(builder, hub);

        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("disabled")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("v1/disabled")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("v1/items/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("items/1")).StatusCode);
    }

    [Fact]
    public async Task FunctionTimeout_Exceeded_CancelsAndAnswers500()
    {
        var hub = TestApp.NewHub();
        var builder = await TestApp.BuilderAsync(hub);
        builder.Configuration["AzureFunctionsJobHost:functionTimeout"] = "00:00:01";
        await using var app = await TestApp.StartAsync(builder, hub);
        var id = Guid.NewGuid().ToString();
        var cancelled = HttpFunctions.Cancelled.GetOrAdd(id, _ => new());

        using var answer = await app.Http.GetAsync($"stream/{id}", HttpCompletionOption.ResponseHeadersRead);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
