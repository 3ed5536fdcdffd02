namespace CloudWorkspaces.Functions.Tests.Api;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class PathTests(ApiFixture api)
{
    [Theory]
    [InlineData("PUT", "/api/workspaces/default/files/a/../b")]
    [InlineData("GET", "/api/workspaces/default/files/../../default/files/x")]
    [InlineData("GET", "/api/workspaces/default/files/%2e%2e/runs")]
    [InlineData("DELETE", "/api/workspaces/default/files/./a")]
    public async Task Any_DotSegments_AreRefusedByName(string method, string target)
    {
        var answer = await RawHttp.SendAsync(api.Address, method, target, ApiFixture.Token);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("\"path\":[", answer, StringComparison.Ordinal);
    }
}
