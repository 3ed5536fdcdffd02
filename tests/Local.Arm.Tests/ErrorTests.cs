using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class ErrorTests(EmulatorFixture fixture)
{
    private const string Group = ArmApi.Groups + "/unknown";
    private const string Locations = ArmApi.Subscription + "/providers/Microsoft.ContainerInstance/locations";
    private const string Profiles = ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroupProfiles";

    private ArmApi Api => fixture.Api;

    [Theory]
    [InlineData("GET", Group, 400, "MissingApiVersionParameter")]
    [InlineData("GET", Group + "?api-version=2020-01-01", 400, "NoRegisteredProviderFound")]
    [InlineData("GET", Group + "?api-version=newest", 400, "InvalidApiVersionParameter")]
    [InlineData("GET", Group + "?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("POST", Group + "/stop?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("GET", Group + "/containers/main/logs?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("GET", "/subscriptions/nobody/providers/Microsoft.ContainerInstance/containerGroups?api-version=2025-09-01", 400, "InvalidSubscriptionId")]
    [InlineData("GET", ArmApi.Subscription + "/providers/Microsoft.Nothing/things?api-version=2025-09-01", 404, "InvalidResourceNamespace")]
    [InlineData("GET", ArmApi.Subscription + "/providers/Microsoft.ContainerInstance/things?api-version=2025-09-01", 404, "InvalidResourceType")]
    [InlineData("GET", ArmApi.Subscription + "/providers/Microsoft.ContainerInstance/locations/x/operations/x.y?api-version=2025-09-01", 404, "OperationNotFound")]
    [InlineData("POST", Group + "?api-version=2025-09-01", 405, "MethodNotAllowed")]
    [InlineData("PATCH", Group + "?api-version=2025-09-01", 400, "InvalidRequestContent")]
    [InlineData("GET", Group + "/outboundNetworkDependenciesEndpoints?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("POST", Group + "/containers/main/exec?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("POST", Group + "/containers/main/attach?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("GET", Locations + "/atlantis/usages?api-version=2025-09-01", 400, "LocationNotAvailableForResourceType")]
    [InlineData("GET", Locations + "/westeurope/usages?api-version=2022-01-01", 400, "NoRegisteredProviderFound")]
    [InlineData("GET", Profiles + "?api-version=2023-05-01", 400, "NoRegisteredProviderFound")]
    [InlineData("GET", Profiles + "/providers?api-version=2023-05-01", 400, "NoRegisteredProviderFound")]
    [InlineData("GET", Profiles + "/unknown?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("PATCH", Profiles + "/unknown?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("GET", Profiles + "/unknown/revisions/1?api-version=2025-09-01", 404, "ResourceNotFound")]
    [InlineData("GET", ArmApi.Groups + "?api-version=2025-09-01&$skiptoken=%3F", 400, "InvalidSkipToken")]
    [InlineData("GET", "/providers/Microsoft.ContainerInstance/operations", 400, "MissingApiVersionParameter")]
    [InlineData("GET", "/", 404, "ResourceNotFound")]
    public async Task Request_ThatNamesNothing_AnswersArmsError(string method, string address, int status, string code)
    {
        using var answer = await Api.SendAsync(HttpMethod.Parse(method), address);

        Assert.Equal(status, (int)answer.StatusCode);
        var error = await ErrorAsync(answer);
        Assert.Equal(code, error["code"]!.GetValue<string>());
        Assert.NotEmpty(error["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null, "AuthenticationFailed")]
    [InlineData("Bearer wrong", "InvalidAuthenticationToken")]
    [InlineData("Basic wrong", "InvalidAuthenticationToken")]
    public async Task Request_WithoutTheToken_Answers401(string? authorization, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ArmApi.At(""));
        using var client = CloudWorkspaces.Testing.PinnedHttp.Client(
            fixture.Emulator.Address, () => fixture.Emulator.CertificateThumbprint);
        if (authorization is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        }

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(code, (await ErrorAsync(answer))["code"]!.GetValue<string>());
        Assert.NotEmpty(answer.Headers.WwwAuthenticate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"location":"\ud800"}""")]
    [InlineData("""{"location":"a","Location":"b"}""")]
    [InlineData("""{"location":"a","location":"b"}""")]
    public async Task Put_BodyThatIsNoObject_AnswersInvalidRequestContent(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await Api.Http.PutAsync(ArmApi.At("/broken"), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("InvalidRequestContent", (await ErrorAsync(answer))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Put_ImageThatNobodyHas_AnswersInaccessibleImageAndMakesNothing()
    {
        var body = Bodies.Group("true");
        body.MainProperties()["image"] = "localhost/no/such:1";
        var name = ArmApi.NewName();

        using var answer = await Api.PutAsync(name, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("InaccessibleImage", (await ErrorAsync(answer))["code"]!.GetValue<string>());
        using var get = await Api.Http.GetAsync(ArmApi.At($"/{name}"));
        Assert.Equal(HttpStatusCode.NotFound, get.StatusCode);
    }

    [Fact]
    public async Task Put_SeveralWrongProperties_NamesAllOfThem()
    {
        var body = Bodies.Group("true");
        body.Remove("location");
        body.MainProperties()["image"] = 5;

        using var answer = await Api.PutAsync(ArmApi.NewName(), body);

        var error = await ErrorAsync(answer);
        Assert.Equal("MultipleErrorsOccurred", error["code"]!.GetValue<string>());
        Assert.Equal(
            ["location", "properties.containers[0].properties.image"],
            error["details"]!.AsArray().Select(detail => detail!["target"]!.GetValue<string>()));
    }

    private static async Task<JsonObject> ErrorAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!.AsObject();
}
