using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class TokensApiTests(ApiFixture api)
{
    private static readonly Uri Tokens = new("/api/tokens", UriKind.Relative);
    private static readonly Uri Me = new("/api/me", UriKind.Relative);

    [Fact]
    public async Task Create_Token_IsShownOnceAndStoredNowhere()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        using var answer = await user.PostAsJsonAsync(Tokens, new { label = "laptop", expiresInDays = 3 });
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var text = token["token"]!.GetValue<string>();

        var list = await user.GetStringAsync(Tokens);

        Assert.Equal((HttpStatusCode.Created, "no-store"), (answer.StatusCode, $"{answer.Headers.CacheControl}"));
        Assert.Matches("^cwt_[0-9a-f]{20}_[0-9a-f]{64}$", text);
        Assert.Equal(
            TimeSpan.FromDays(3),
            token["expiresOn"]!.GetValue<DateTimeOffset>() - token["createdOn"]!.GetValue<DateTimeOffset>());
        Assert.Contains("\"laptop\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain(text[30..], list, StringComparison.Ordinal);
        var rows = new TableServiceClient(api.Storage).GetTableClient("Tokens").QueryAsync<TableEntity>();
        await foreach (var row in rows)
        {
            Assert.DoesNotContain(((IDictionary<string, object>)row).Values, value => $"{value}".Contains(text[30..], StringComparison.Ordinal));
        }

        await Eventually.TrueAsync(
            () => api.Output.Contains($"token.create in -: {token["id"]}", StringComparison.Ordinal),
            TimeSpan.FromSeconds(10),
            "the audit log names the token's id");
        Assert.DoesNotContain(text[30..], api.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_Token_IsRefusedFromTheNextRequestOn()
    {
        using var user = await api.NewUserAsync(ApiUsers.NewName("user"));
        using var before = await user.GetAsync(Me);
        var id = (await user.GetAsync(Tokens).JsonAsync(HttpStatusCode.OK))["items"]![0]!["id"]!.GetValue<string>();

        using var revoked = await user.DeleteAsync(new Uri($"/api/tokens/{id}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (before.StatusCode, revoked.StatusCode));
        var problem = await user.GetAsync(Me).ProblemAsync(401, "unauthorized");
        Assert.Equal("The token is not valid.", problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task OtherUsers_TokensOfThem_AreForAdministratorsOnly()
    {
        var name = ApiUsers.NewName("user");
        using var user = await api.NewUserAsync(name);
        using var other = await api.NewUserAsync(ApiUsers.NewName("other"));
        var ofUser = new Uri($"/api/tokens?user={name}", UriKind.Relative);
        var id = (await api.Client.GetAsync(ofUser).JsonAsync(HttpStatusCode.OK))["items"]![0]!["id"]!.GetValue<string>();
        var address = new Uri($"/api/tokens/{id}", UriKind.Relative);

        await other.GetAsync(ofUser).ProblemAsync(403, "forbidden");
        await other.PostAsJsonAsync(Tokens, new { user = name, label = "x" }).ProblemAsync(403, "forbidden");
        await other.DeleteAsync(address).ProblemAsync(404, "not-found");
        await other.GetAsync(new Uri("/api/users", UriKind.Relative)).ProblemAsync(403, "forbidden");
        using var still = await user.GetAsync(Me);
        using var revoked = await api.Client.DeleteAsync(address);
        using var after = await user.GetAsync(Me);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized),
            (still.StatusCode, revoked.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Users_ForAdministrators_HaveTheirTokensCounted()
    {
        var name = ApiUsers.NewName("user");
        using var user = await api.NewUserAsync(name);

        var users = await api.Client.GetAsync(new Uri("/api/users", UriKind.Relative)).JsonAsync(HttpStatusCode.OK);
        var me = await user.GetAsync(Me).JsonAsync(HttpStatusCode.OK);

        var items = users["items"]!.AsArray().Select(item => item!.ToJsonString()).ToList();
        Assert.Contains($$"""{"user":"{{name}}","administrator":false,"tokens":1}""", items);
        Assert.Contains("""{"user":"tester","administrator":true,"tokens":0}""", items);
        Assert.Equal($$"""{"user":"{{name}}","administrator":false}""", me.ToJsonString());
    }

    [Theory]
    [InlineData("""{}""", "label")]
    [InlineData("""{"label":"x","expiresInDays":0}""", "expiresInDays")]
    [InlineData("""{"label":"x","expiresInDays":367}""", "expiresInDays")]
    [InlineData("""{"label":"x","user":"No User","more":1}""", "more user")]
    public async Task Create_BadRequest_NamesEveryField(string body, string fields)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await api.Client.PostAsync(Tokens, content).ProblemAsync(400, "invalid-request");

        Assert.Equal(fields, problem.ErrorNames());
    }
}
