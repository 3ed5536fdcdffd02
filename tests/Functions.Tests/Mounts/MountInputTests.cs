using System.Net;
using System.Net.Http.Headers;
using CloudWorkspaces.Functions.Tests.Api;

namespace CloudWorkspaces.Functions.Tests.Mounts;

/// <summary>What a mount may not be is refused by name, and what it may be is taken.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class MountInputTests(ApiFixture api)
{
    private const string Long = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    [Theory]
    [InlineData("m", "{}", "kind")]
    [InlineData("m", """{"kind": 1}""", "kind")]
    [InlineData("m", """{"kind": "disk"}""", "kind")]
    [InlineData("M", """{"kind": "cache"}""", "name")]
    [InlineData("a--b", """{"kind": "cache"}""", "name")]
    [InlineData("1a", """{"kind": "cache"}""", "name")]
    [InlineData("a-", """{"kind": "cache"}""", "name")]
    [InlineData("a%0A", """{"kind": "cache"}""", "name")]
    [InlineData("a12345678901234567890123456789012", """{"kind": "cache"}""", "name")]
    [InlineData("m", """{"kind": "cache", "path": "/etc"}""", "path")]
    [InlineData("m", """{"kind": "cache", "path": "/mnt/../etc"}""", "path")]
    [InlineData("m", """{"kind": "cache", "path": "/mnt/"}""", "path")]
    [InlineData("m", """{"kind": "cache", "path": "/mnt//a"}""", "path")]
    [InlineData("m", """{"kind": "cache", "path": "/mnt/a\n"}""", "path")]
    [InlineData("m", """{"kind": "cache", "path": "/mnt/a b"}""", "path")]
    [InlineData("m", """{"kind": "cache", "path": "/mnt/.a"}""", "path")]
    [InlineData("m", """{"kind": "cache", "path": "/mnt/LONG"}""", "path")]
    [InlineData("m", """{"kind": "cache", "readOnly": true}""", "readOnly")]
    [InlineData("m", """{"kind": "cache", "container": "a", "sasUrl": "b", "size": 1}""", "container sasUrl size")]
    [InlineData("m", """{"kind": "share"}""", "share")]
    [InlineData("m", """{"kind": "share", "share": "secret"}""", "share")]
    [InlineData("m", """{"kind": "share", "share": "reference", "accountKey": "a2V5"}""", "account")]
    [InlineData("m", """{"kind": "share", "share": "reference", "account": "other"}""", "accountKey")]
    [InlineData("m", """{"kind": "share", "share": "reference", "account": "other", "accountKey": "no-base64"}""", "accountKey")]
    [InlineData("m", """{"kind": "share", "share": "A/../b", "account": "an.account", "accountKey": "a2V5"}""", "account share")]
    [InlineData("m", """{"kind": "share", "share": "reference", "mode": "copy", "prefix": "a"}""", "mode prefix")]
    [InlineData("m", """{"kind": "blob", "mode": "link"}""", "mode")]
    [InlineData("m", """{"kind": "blob", "container": "others-files"}""", "container")]
    [InlineData("m", """{"kind": "blob", "container": "catalog"}""", "readOnly")]
    [InlineData("m", """{"kind": "blob", "account": "https://other.blob.core.windows.net"}""", "container")]
    [InlineData("m", """{"kind": "blob", "account": "https://third.blob.core.windows.net", "container": "c-1"}""", "account")]
    [InlineData("m", """{"kind": "blob", "account": "https://other.blob.core.windows.net", "container": "a/b"}""", "container")]
    [InlineData("m", """{"kind": "blob", "prefix": "../a"}""", "prefix")]
    [InlineData("m", """{"kind": "blob", "prefix": "/a"}""", "prefix")]
    [InlineData("m", """{"kind": "blob", "prefix": "/"}""", "prefix")]
    [InlineData("m", """{"kind": "blob", "prefix": "a\ud800"}""", "prefix")]
    [InlineData("m", """{"kind": "blob", "exclude": ["a", "\ud800"]}""", "exclude")]
    [InlineData("m", """{"kind": "blob", "\ud800": "a"}""", "body")]
    [InlineData("m", """{"kind": "blob", "include": "*.tif"}""", "include")]
    [InlineData("m", """{"kind": "blob", "include": [""], "exclude": [1]}""", "exclude include")]
    [InlineData("m", """{"kind": "blob", "maxGiB": 11}""", "maxGiB")]
    [InlineData("m", """{"kind": "blob", "maxGiB": 0}""", "maxGiB")]
    [InlineData("m", """{"kind": "blob", "maxGiB": "1"}""", "maxGiB")]
    [InlineData("m", """{"kind": "blob", "deletes": "yes"}""", "deletes")]
    [InlineData("m", """{"kind": "blob", "writeBackSeconds": -1}""", "writeBackSeconds")]
    [InlineData("m", """{"kind": "blob", "writeBackSeconds": 3601}""", "writeBackSeconds")]
    [InlineData("m", """{"kind": "blob", "mode": "direct", "path": "/mnt/a", "maxGiB": 1, "deletes": true}""", "deletes maxGiB path")]
    [InlineData("m", """{"kind": "blob", "sasUrl": "file:///etc/passwd"}""", "sasUrl")]
    [InlineData("m", """{"kind": "blob", "sasUrl": "https://a.blob.core.windows.net/c"}""", "sasUrl")]
    [InlineData("m", """{"kind": "blob", "sasUrl": "https://user@a.blob.core.windows.net/c-1?sr=c&sig=x"}""", "sasUrl")]
    [InlineData("m", """{"kind": "blob", "sasUrl": "https://a.blob.core.windows.net/c?sr=b&sig=x"}""", "sasUrl")]
    [InlineData("m", """{"kind": "blob", "sasUrl": "https://a.blob.core.windows.net/?sr=c&sig=x"}""", "sasUrl")]
    [InlineData("m", """{"kind": "blob", "sasUrl": "https://a.blob.core.windows.net/C_1?sr=c&sig=x"}""", "sasUrl")]
    [InlineData("m", """{"kind": "blob", "sasUrl": "https://a.blob.core.windows.net/c-1?sr=c&sig=x", "account": "https://a", "container": "c-1"}""", "account container")]
    [InlineData("m", """{"kind": "blob", "mode": 1, "readOnly": 2, "more": 3}""", "mode more readOnly")]
    public async Task Put_BadInput_NamesIt(string name, string body, string fields)
    {
        var problem = await PutAsync(name, body.Replace("LONG", Long, StringComparison.Ordinal)).ProblemAsync(400, "invalid-request");

        Assert.Equal(fields, problem.ErrorNames());
        await api.Client.GetAsync(Uri(name)).ProblemAsync(404, "not-found");
    }

    [Theory]
    [InlineData("""{"kind": "cache", "path": "/mnt/Data_1/x.y-z"}""", "/mnt/Data_1/x.y-z")]
    [InlineData("""{"kind": "share", "share": "reference", "readOnly": true}""", "/mnt/m")]
    [InlineData("""{"kind": "share", "share": "any", "account": "other1", "accountKey": "a2V5"}""", "/mnt/m")]
    [InlineData("""{"kind": "blob", "container": "shared", "deletes": true, "maxGiB": 0.001, "writeBackSeconds": 0}""", "/mnt/m")]
    [InlineData("""{"kind": "blob", "container": "catalog", "readOnly": true, "include": ["*.json"]}""", "/mnt/m")]
    [InlineData("""{"kind": "blob", "account": "https://other.blob.core.windows.net/", "container": "$web"}""", "/mnt/m")]
    [InlineData("""{"kind": "blob", "mode": "direct", "sasUrl": "https://a.blob.core.windows.net/c-1?sr=c&sig=x"}""", "/vsiaz/c-1")]
    public async Task Put_GoodInput_IsTaken(string body, string address)
    {
        using var mounts = await MountAddress.NewAsync(api);

        var made = await SendAsync(mounts.Owner, mounts.Uri("m"), body).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(address, made["address"]!.GetValue<string>());
    }

    [Fact]
    public async Task Put_NotJsonOrTooLong_IsRefusedWithoutTheKey()
    {
        var noJson = await PutAsync("m", """{"kind": "blob", "sasUrl": "https://a/c?sr=c&sig=canary" oops}""")
            .ProblemAsync(400, "invalid-request");
        var tooLong = await PutAsync("m", $$"""{"kind": "blob", "sasUrl": "https://a/c?sr=c&sig=canary{{new string('x', 4_096)}}"}""")
            .ProblemAsync(400, "invalid-request");

        Assert.Equal("sasUrl", tooLong.ErrorNames());
        Assert.DoesNotContain("canary", $"{noJson}{tooLong}", StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PutAsync(string name, string body) =>
        SendAsync(api.Client, Uri(name), body);

    private static Uri Uri(string name) => new($"/api/workspaces/default/mounts/{name}", UriKind.Relative);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Uri address, string body)
    {
        using StringContent content = new(body, new MediaTypeHeaderValue("application/json"));
        return await client.PutAsync(address, content);
    }
}
