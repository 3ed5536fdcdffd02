using System.Net;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using CloudWorkspaces.Testing;
using static CloudWorkspaces.Local.Arm.Tests.Shares.ShareClients;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>Shares, accounts, resource groups and locations through Resource Manager.</summary>
[Trait("Category", "Container")]
public sealed class ShareResourceTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Share_IsMadeChangedAndDeleted()
    {
        var name = ArmApi.NewName();
        var body = Properties(("shareQuota", 100), ("metadata", new JsonObject { ["purpose"] = "home" }), ("AccessTier", "Hot"));

        var created = await Api.AnswerAsync(HttpMethod.Put, SharesAt($"/{name}"), body, HttpStatusCode.Created);
        var changed = await Api.AnswerAsync(HttpMethod.Patch, SharesAt($"/{name}"), Properties(("shareQuota", 200)));
        var again = await Api.AnswerAsync(HttpMethod.Put, SharesAt($"/{name}"), Properties());

        Assert.Equal(name, created["name"]!.GetValue<string>());
        Assert.EndsWith($"/storageAccounts/{ShareVolume.Account}/fileServices/default/shares/{name}", created["id"]!.GetValue<string>());
        Assert.Equal("Microsoft.Storage/storageAccounts/fileServices/shares", created["type"]!.GetValue<string>());
        Assert.Equal(100, created["properties"]!["shareQuota"]!.GetValue<int>());
        Assert.Equal("Hot", created["properties"]!["accessTier"]!.GetValue<string>());
        Assert.Equal(200, changed["properties"]!["shareQuota"]!.GetValue<int>());
        Assert.Equal("home", again["properties"]!["metadata"]!["purpose"]!.GetValue<string>());
        var got = await Api.AnswerAsync(HttpMethod.Get, SharesAt($"/{name}", "&$expand=stats"));
        Assert.Equal(0, got["properties"]!["shareUsageBytes"]!.GetValue<long>());
        Assert.Equal(200, (await (await fixture.ServiceAsync()).GetShareClient(name).GetPropertiesAsync()).Value.QuotaInGB);

        await Api.AnswerAsync(HttpMethod.Delete, SharesAt($"/{name}"));
        await Api.AnswerAsync(HttpMethod.Delete, SharesAt($"/{name}"), status: HttpStatusCode.NoContent);
        Assert.Equal("ShareNotFound", await Api.RefusedAsync(HttpMethod.Get, SharesAt($"/{name}"), status: HttpStatusCode.NotFound));
        Assert.Equal("ShareNotFound", await Api.RefusedAsync(HttpMethod.Patch, SharesAt($"/{name}"), Properties(), HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("two--hyphens")]
    [InlineData("hyphen-")]
    [InlineData("under_score")]
    public async Task Share_WithABadName_IsRefused(string name) => Assert.Equal(
        "InvalidResourceName", await Api.RefusedAsync(HttpMethod.Put, SharesAt($"/{name}"), Properties()));

    [Theory]
    [InlineData("""{"properties":{"shareQuota":0}}""", "InvalidRequestPropertyValue")]
    [InlineData("""{"properties":{"shareQuota":"5"}}""", "InvalidRequestPropertyValue")]
    [InlineData("""{"properties":{"shareQuota":102401}}""", "InvalidRequestPropertyValue")]
    [InlineData("""{"properties":{"accessTier":"Warm"}}""", "InvalidRequestPropertyValue")]
    [InlineData("""{"properties":{"metadata":{"a-b":"c"}}}""", "InvalidMetadata")]
    [InlineData("""{"properties":{"metadata":{"a":5}}}""", "InvalidRequestContent")]
    [InlineData("""{"properties":{"rootSquash":"RootSquash"}}""", "NotSupportedByEmulator")]
    [InlineData("""{"properties":[]}""", "InvalidRequestContent")]
    [InlineData("""{"other":1}""", "InvalidRequestContent")]
    public async Task Share_WithABadBody_IsRefusedAndNotMade(string body, string code)
    {
        var name = ArmApi.NewName();

        Assert.Equal(code, await Api.RefusedAsync(HttpMethod.Put, SharesAt($"/{name}"), JsonNode.Parse(body)));

        await Api.RefusedAsync(HttpMethod.Get, SharesAt($"/{name}"), status: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_GivesPages()
    {
        var prefix = ArmApi.NewName();
        for (var number = 0; number < 3; number++)
        {
            await Api.AnswerAsync(HttpMethod.Put, Shares("listed", $"/{prefix}{number}"), Properties(), HttpStatusCode.Created);
        }

        var first = await Api.AnswerAsync(HttpMethod.Get, Shares("listed", "") + "&$maxpagesize=2");
        var second = await Api.AnswerAsync(HttpMethod.Get, first["nextLink"]!.GetValue<string>());

        Assert.Equal(
            [$"{prefix}0", $"{prefix}1", $"{prefix}2"],
            first["value"]!.AsArray().Concat(second["value"]!.AsArray()).Select(share => share!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Account_TellsWhereItsFilesAre()
    {
        var account = await Api.AnswerAsync(HttpMethod.Get, AccountAt(ShareVolume.Account));

        Assert.Equal(
            $"{Address(fixture.Emulator)}/", account["properties"]!["primaryEndpoints"]!["file"]!.GetValue<string>());
        Assert.Equal("ResourceNotFound", await Api.RefusedAsync(HttpMethod.Get, AccountAt("No"), status: HttpStatusCode.NotFound));
        Assert.Equal(
            "NoRegisteredProviderFound",
            await Api.RefusedAsync(HttpMethod.Get, AccountAt(ShareVolume.Account, version: "2026-07-01")));
        Assert.Equal(
            "MethodNotAllowed",
            await Api.RefusedAsync(HttpMethod.Put, AccountAt("made"), new JsonObject(), HttpStatusCode.MethodNotAllowed));
    }

    [Fact]
    public async Task OfficialClient_FindsGroupLocationsAndShares()
    {
        var arm = Client();
        var group = await arm.GetResourceGroupResource(new ResourceIdentifier($"{ArmApi.Subscription}/resourceGroups/rg")).GetAsync();
        Assert.Equal("westeurope", group.Value.Data.Location.Name);
        var names = new List<string>();
        await foreach (var location in arm.GetSubscriptionResource(new ResourceIdentifier(ArmApi.Subscription)).GetLocationsAsync())
        {
            names.Add($"{location.Name}/{location.DisplayName}");
        }

        Assert.Contains("northeurope/North Europe", names);

        var id = new ResourceIdentifier(SharesAt($"/{ArmApi.NewName()}").Split('?')[0]);
        var data = new GenericResourceData(AzureLocation.WestEurope) { Properties = BinaryData.FromString("""{"shareQuota":9}""") };
        var share = await arm.GetGenericResources().CreateOrUpdateAsync(Azure.WaitUntil.Completed, id, data);
        Assert.Equal(9, share.Value.Data.Properties.ToObjectFromJson<JsonObject>()!["shareQuota"]!.GetValue<int>());
        await share.Value.DeleteAsync(Azure.WaitUntil.Completed);
    }

    [Fact]
    public async Task ResourceGroup_AnswersHead()
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, $"{ArmApi.Subscription}/resourceGroups/rg?api-version=2024-11-01");

        using var answer = await Api.Http.SendAsync(head);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static string Shares(string account, string tail) => AccountAt(account, $"/fileServices/default/shares{tail}");

    private ArmClient Client()
    {
        var options = new ArmClientOptions
        {
            Environment = new ArmEnvironment(fixture.Emulator.Address, "https://management.azure.com/"),
            Transport = new HttpClientTransport(new HttpClient(PinnedHttp.Handler(() => fixture.Emulator.CertificateThumbprint))),
            Retry = { MaxRetries = 0 },
        };
        options.SetApiVersion(new ResourceType("Microsoft.Storage/storageAccounts/fileServices/shares"), "2023-05-01");
        return new ArmClient(new FixedToken(fixture.Emulator.Token), ArmApi.Subscription.Split('/')[^1], options);
    }

    private sealed class FixedToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
