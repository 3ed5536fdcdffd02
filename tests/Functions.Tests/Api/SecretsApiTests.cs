using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class SecretsApiTests(ApiFixture api) : IAsyncLifetime
{
    private const string Address = "/api/workspaces/default/secrets";
    private const string Value = "swordfish-7361";

    public Task InitializeAsync() => CleanAsync();

    public Task DisposeAsync() => CleanAsync();

    [Fact]
    public async Task Put_ListDelete_NeverShowsTheValue()
    {
        var made = await PutAsync("DB_PASSWORD", new { value = Value }).JsonAsync(HttpStatusCode.Created);
        var changed = await PutAsync("DB_PASSWORD", new { value = Value + "2" }).JsonAsync(HttpStatusCode.OK);
        var file = await PutAsync("account.json", new { value = Value, delivery = "file" }).JsonAsync(HttpStatusCode.Created);
        var list = await api.Client.GetAsync(Uri("")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("environment", made["delivery"]!.GetValue<string>());
        Assert.Equal((1, 2), (made["version"]!.GetValue<int>(), changed["version"]!.GetValue<int>()));
        Assert.Equal("/run/secrets/account.json", file["path"]!.GetValue<string>());
        Assert.Equal(["DB_PASSWORD", "account.json"], list["items"]!.AsArray().Select(one => one!["name"]!.GetValue<string>()));
        Assert.Equal(["tester", "tester"], list["items"]!.AsArray().Select(one => one!["updatedBy"]!.GetValue<string>()));
        Assert.DoesNotContain(Value, $"{made}{changed}{file}{list}", StringComparison.Ordinal);
        await api.Client.GetAsync(Uri("/DB_PASSWORD")).ProblemAsync(405, "method-not-allowed");
        using var deleted = await api.Client.DeleteAsync(Uri("/DB_PASSWORD"));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var problem = await api.Client.DeleteAsync(Uri("/DB_PASSWORD")).ProblemAsync(404, "not-found");
        Assert.Contains("'DB_PASSWORD'", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DB", """{"value": 7361}""", "value")]
    [InlineData("DB", """{"value": ""}""", "value")]
    [InlineData("DB", """{"value": "a\u0000b"}""", "value")]
    [InlineData("DB", """{"delivery": "file"}""", "value")]
    [InlineData("DB", """{"value": "x", "delivery": "post"}""", "delivery")]
    [InlineData("DB", """{"value": "x", "secret": true}""", "secret")]
    [InlineData("PATH", """{"value": "x"}""", "name")]
    [InlineData("CLOUD_WORKSPACES_AGENT_KEY", """{"value": "x"}""", "name")]
    [InlineData("a-b", """{"value": "x"}""", "name")]
    [InlineData("..a", """{"value": "x", "delivery": "file"}""", "name")]
    [InlineData("PATH", """{"value": 1, "delivery": 2, "more": 3}""", "delivery more name value")]
    public async Task Put_BadInput_NamesIt(string name, string body, string fields)
    {
        using StringContent content = new(body, new MediaTypeHeaderValue("application/json"));

        var problem = await api.Client.PutAsync(Uri("/" + name), content).ProblemAsync(400, "invalid-request");

        Assert.Equal(fields, problem.ErrorNames());
    }

    [Fact]
    public async Task Put_ValueTooLong_IsRefusedWithoutIt()
    {
        var longest = new string('x', 25_000);
        await PutAsync("LONG", new { value = longest }).JsonAsync(HttpStatusCode.Created);

        var characters = await PutAsync("LONG", new { value = longest + "x" }).ProblemAsync(400, "invalid-request");
        var bytes = await PutAsync("LONG", new { value = new string('ä', 12_501) }).ProblemAsync(400, "invalid-request");

        Assert.Equal("value value", $"{characters.ErrorNames()} {bytes.ErrorNames()}");
        Assert.DoesNotContain("xxx", $"{characters}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_NotJson_SaysNothingOfTheValue()
    {
        using StringContent content = new($$"""{"value": "{{Value}}" oops}""", new MediaTypeHeaderValue("application/json"));

        var problem = await api.Client.PutAsync(Uri("/DB"), content).ProblemAsync(400, "invalid-request");

        Assert.DoesNotContain(Value, $"{problem}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_NotMet_ChangeNothing()
    {
        await PutAsync("DB", new { value = "one" }, "If-Match", "*").ProblemAsync(412, "precondition-failed");
        await PutAsync("DB", new { value = "one" }, "If-None-Match", "*").JsonAsync(HttpStatusCode.Created);
        await PutAsync("DB", new { value = "two" }, "If-None-Match", "*").ProblemAsync(412, "precondition-failed");
        await PutAsync("DB", new { value = "two" }, "If-Match", "\"1\"").JsonAsync(HttpStatusCode.OK);
        await PutAsync("DB", new { value = "three" }, "If-Match", "\"1\"").ProblemAsync(412, "precondition-failed");

        using HttpRequestMessage stale = new(HttpMethod.Delete, Uri("/DB"));
        stale.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        await api.Client.SendAsync(stale).ProblemAsync(412, "precondition-failed");
        var list = await api.Client.GetAsync(Uri("")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(2, Assert.Single(list["items"]!.AsArray())!["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Put_MoreThanAWorkspaceMayHave_IsRefused()
    {
        for (var number = 0; number < 5; number++)
        {
            await PutAsync($"S{number}", new { value = "x" }).JsonAsync(HttpStatusCode.Created);
        }

        var problem = await PutAsync("S5", new { value = "x" }).ProblemAsync(409, "limit-exceeded");

        Assert.Contains("may have 5 secrets", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await PutAsync("S4", new { value = "y" }).JsonAsync(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> PutAsync(
        string name, object body, string? condition = null, string? tag = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, Uri("/" + name)) { Content = JsonContent.Create(body) };
        if (condition is not null)
        {
            request.Headers.TryAddWithoutValidation(condition, tag);
        }

        return await api.Client.SendAsync(request);
    }

    private async Task CleanAsync()
    {
        var list = await api.Client.GetAsync(Uri("")).JsonAsync(HttpStatusCode.OK);
        foreach (var secret in list["items"]!.AsArray().OfType<JsonObject>())
        {
            (await api.Client.DeleteAsync(Uri("/" + secret["name"]!.GetValue<string>()))).Dispose();
        }
    }

    private static Uri Uri(string rest) => new(Address + rest, UriKind.Relative);
}
