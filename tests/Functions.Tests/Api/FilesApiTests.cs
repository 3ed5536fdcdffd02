using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class FilesApiTests(ApiFixture api)
{
    private readonly string _folder = $"t{Guid.NewGuid():N}";

    [Fact]
    public async Task Put_NewAndAgain_CreatesThenReplaces()
    {
        var created = await PutAsync("a b/ü.txt", "one").JsonAsync(HttpStatusCode.Created);
        var replaced = await PutAsync("a b/ü.txt", "three").JsonAsync(HttpStatusCode.OK);

        Assert.Equal($"{_folder}/a b/ü.txt", created["path"]!.GetValue<string>());
        Assert.Equal(3, created["size"]!.GetValue<long>());
        Assert.NotEqual(created["etag"]!.GetValue<string>(), replaced["etag"]!.GetValue<string>());
        using var answer = await GetAsync("a b/ü.txt");
        Assert.Equal("three", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(replaced["etag"]!.GetValue<string>(), answer.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Put_Conditions_GuardTheFile()
    {
        var first = await PutAsync("a", "1").JsonAsync(HttpStatusCode.Created);
        await PutAsync("a", "2", ifNoneMatch: "*").ProblemAsync(412, "precondition-failed");
        await PutAsync("a", "2", ifMatch: "\"0x0\"").ProblemAsync(412, "precondition-failed");
        await PutAsync("new", "2", ifMatch: "*").ProblemAsync(412, "precondition-failed");
        var bad = await PutAsync("a", "2", ifMatch: "unquoted").ProblemAsync(400, "invalid-request");
        await PutAsync("a", "2", ifMatch: first["etag"]!.GetValue<string>()).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("If-Match", bad.ErrorNames());
        using var answer = await GetAsync("a");
        Assert.Equal("2", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_Range_GivesThatPart()
    {
        await PutAsync("a", "0123456789").JsonAsync(HttpStatusCode.Created);

        using var middle = await GetAsync("a", range: "bytes=2-4");
        using var end = await GetAsync("a", range: "bytes=-3");
        using var beyond = await GetAsync("a", range: "bytes=20-");

        Assert.Equal((HttpStatusCode.PartialContent, "234"), (middle.StatusCode, await middle.Content.ReadAsStringAsync()));
        Assert.Equal("bytes 2-4/10", middle.Content.Headers.ContentRange?.ToString());
        Assert.Equal("789", await end.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task Get_SameTag_IsNotModified()
    {
        var file = await PutAsync("a", "1").JsonAsync(HttpStatusCode.Created);
        using var request = Request(HttpMethod.Get, "a");
        request.Headers.TryAddWithoutValidation("If-None-Match", file["etag"]!.GetValue<string>());

        using var answer = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Head_File_GivesItsHeadersOnly()
    {
        await PutAsync("a.json", "{}").JsonAsync(HttpStatusCode.Created);
        using var request = Request(HttpMethod.Head, "a.json");

        using var answer = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("page.html", "attachment")]
    [InlineData("drawing.svg", "attachment")]
    [InlineData("picture.png", "inline")]
    public async Task Get_UserContent_CannotActAsOurs(string name, string disposition)
    {
        await PutAsync(name, "<script>alert(1)</script>").JsonAsync(HttpStatusCode.Created);

        using var answer = await GetAsync(name);

        Assert.Equal(disposition, answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task Delete_File_RemovesItOnce()
    {
        await PutAsync("a", "1").JsonAsync(HttpStatusCode.Created);

        using var gone = await api.Client.SendAsync(Request(HttpMethod.Delete, "a"));

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await api.Client.SendAsync(Request(HttpMethod.Delete, "a")).ProblemAsync(404, "not-found");
        await api.Client.SendAsync(Request(HttpMethod.Get, "a")).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Put_MoreThanTheLimit_LeavesNothing()
    {
        var content = new byte[ApiFixture.MaxBodyBytes + 1];
        await api.Client.PutAsync(Address("known"), new ByteArrayContent(content)).ProblemAsync(413, "too-large");
        using var request = Request(HttpMethod.Put, "unknown");
        request.Content = new StreamContent(new MemoryStream(content));
        request.Headers.TransferEncodingChunked = true;
        await api.Client.SendAsync(request).ProblemAsync(413, "too-large");

        Assert.Empty(await ListAsync(""));
    }

    [Theory]
    [InlineData("a%2F..%2Fb")]
    [InlineData("a%5Cb")]
    [InlineData("a%01b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    public async Task Put_BadPath_IsNamed(string path)
    {
        var problem = await api.Client.PutAsync(Address(path), new ByteArrayContent([])).ProblemAsync(400, "invalid-request");

        Assert.Equal("path", problem.ErrorNames());
    }

    [Fact]
    public async Task List_Pages_GiveEveryFileOnce()
    {
        foreach (var name in (string[])["b/2", "a", "b/1", "c d"])
        {
            await PutAsync(name, "x").JsonAsync(HttpStatusCode.Created);
        }

        Assert.Equal(["a", "b/1", "b/2", "c d"], await ListAsync(""));
        Assert.Equal(["b/1", "b/2"], await ListAsync("b/"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001&prefx=a", "limit prefx")]
    [InlineData("cursor=%25", "cursor")]
    public async Task List_BadQuery_IsNamed(string query, string names)
    {
        var address = new Uri($"/api/workspaces/default/files?{query}", UriKind.Relative);

        Assert.Equal(names, (await api.Client.GetAsync(address).ProblemAsync(400, "invalid-request")).ErrorNames());
    }

    private async Task<List<string>> ListAsync(string prefix)
    {
        List<string> paths = [];
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={cursor}";
            var page = await api.Client
                .GetAsync(new Uri($"/api/workspaces/default/files?limit=1&prefix={_folder}/{prefix}{next}", UriKind.Relative))
                .JsonAsync(HttpStatusCode.OK);
            paths.AddRange(page["items"]!.AsArray().Select(file => file!["path"]!.GetValue<string>()[(_folder.Length + 1)..]));
            cursor = page["cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        return paths;
    }

    private Task<HttpResponseMessage> PutAsync(
        string name, string content, string? ifMatch = null, string? ifNoneMatch = null)
    {
        var request = Request(HttpMethod.Put, name);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return api.Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> GetAsync(string name, string? range = null)
    {
        var request = Request(HttpMethod.Get, name);
        request.Headers.Range = range is null ? null : RangeHeaderValue.Parse(range);
        return api.Client.SendAsync(request);
    }

    private HttpRequestMessage Request(HttpMethod method, string name) => new(method, Address(name));

    private Uri Address(string name) => new($"/api/workspaces/default/files/{_folder}/{name}", UriKind.Relative);
}
