using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Clients;

/// <summary>What clients ask and send before they come to a resource, or in ways of their own.</summary>
[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class DiscoveryTests(EmulatorFixture fixture) : IDisposable
{
    private readonly HttpClient _http = PinnedHttp.Client(fixture.Emulator.Address, () => fixture.Emulator.CertificateThumbprint);

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("2015-01-01", false)]
    [InlineData("2019-05-01", true)]
    [InlineData("2022-09-01", false)]
    public async Task Endpoints_WithoutAToken_TellWhereToLogIn(string version, bool isList)
    {
        var answer = JsonNode.Parse(await _http.GetStringAsync($"/metadata/endpoints?api-version={version}"))!;

        var cloud = isList ? Assert.Single(answer.AsArray())! : answer;
        var address = fixture.Emulator.Address.OriginalString;
        Assert.Equal($"{address}/", cloud["resourceManager"]!.GetValue<string>());
        var login = cloud["authentication"]!["loginEndpoint"]!.GetValue<string>();
        Assert.Equal($"{address}/adfs", login);
        var configuration = JsonNode.Parse(await _http.GetStringAsync($"{login}/.well-known/openid-configuration"))!;
        Assert.Equal($"{address}/adfs/oauth2/token", configuration["token_endpoint"]!.GetValue<string>());
    }

    [Fact]
    public async Task Endpoints_OfAnUnknownApiVersion_AreRefused()
    {
        using var answer = await _http.GetAsync("/metadata/endpoints?api-version=2001-01-01");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("client_credentials", null, 200, null)]
    [InlineData("client_credentials", "wrong", 401, "invalid_client")]
    [InlineData("password", null, 400, "unsupported_grant_type")]
    public async Task Login_GivesTheToken_ForTheTokenAlone(string grant, string? secret, int status, string? error)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = grant,
            ["client_id"] = "any",
            ["client_secret"] = secret ?? fixture.Emulator.Token,
        });

        using var answer = await _http.PostAsync("/adfs/oauth2/token", form);

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((status, error), ((int)answer.StatusCode, (string?)body["error"]));
        Assert.Equal(error is null ? fixture.Emulator.Token : null, (string?)body["access_token"]);
    }

    [Fact]
    public async Task Login_WithoutAForm_IsRefused()
    {
        using var body = new StringContent("{}");
        using var answer = await _http.PostAsync("/adfs/oauth2/token", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("//subscriptions//00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups", "2025-09-01")]
    [InlineData("/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000001/resourcegroups/rg/providers/microsoft.containerinstance/containergroups/", "2023-05-01")]
    [InlineData(ArmApi.Groups, "2021-10-01")]
    [InlineData(ArmApi.Groups, "2022-10-01-preview")]
    [InlineData(ArmApi.Groups, "2024-05-01-preview")]
    public async Task Path_AsClientsWriteIt_IsUnderstood(string path, string version)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri($"{fixture.Emulator.Address.OriginalString}{path}?api-version={version}&unknown=1"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Emulator.Token);

        using var answer = await _http.SendAsync(request);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/a/b/", "/a/b/")]
    [InlineData("//a///b", "/a/b")]
    [InlineData("//", "/")]
    public void Slashes_ThatAreDoubled_AreOne(string path, string expected) => Assert.Equal(expected, SingleSlashes.Of(path));

    [Fact]
    public void Certificate_IsAServersAndItsOwnIssuers()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(fixture.Emulator.State.FullName, "arm.pem"));

        Assert.False(Assert.Single(certificate.Extensions.OfType<X509BasicConstraintsExtension>()).CertificateAuthority);
        Assert.Equal(
            Assert.Single(certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>()).SubjectKeyIdentifierBytes.ToArray(),
            Assert.Single(certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>()).KeyIdentifier!.Value.ToArray());
        var names = Assert.Single(certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>());
        Assert.Equal([IPAddress.Loopback], names.EnumerateIPAddresses());
        Assert.Equal(["localhost"], names.EnumerateDnsNames());
    }
}
