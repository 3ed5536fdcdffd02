using System.Net;
using System.Text;

namespace CloudWorkspaces.Local.Arm.Tests.Contract;

/// <summary>The check that all other tests rest on must itself be able to fail.</summary>
public sealed class ContractHandlerTests
{
    private const string Logs = ArmApi.Groups + "/g/containers/c/logs";

    [Theory]
    [InlineData("GET", Logs, 200, """{"content":""}""", null)]
    [InlineData("GET", Logs, 200, """{"content":"","more":1}""", "NoAdditionalPropertiesAllowed")]
    [InlineData("GET", Logs, 200, """{"content":5}""", "StringExpected")]
    [InlineData("GET", Logs, 206, """{"content":""}""", "no such status code")]
    [InlineData("PUT", Logs, 200, """{"content":""}""", "no such operation")]
    [InlineData("GET", Logs, 404, """{"error":{"code":"C","message":"M"}}""", null)]
    [InlineData("GET", Logs, 404, """{"error":{"code":"C","message":"M","why":"?"}}""", "NoAdditionalPropertiesAllowed")]
    [InlineData("GET", Logs, 404, """{"code":"C"}""", "no error envelope")]
    [InlineData("GET", Logs, 500, """{"error":{"code":"C","message":"M"}}""", "internal error")]
    [InlineData("GET", ArmApi.Groups + "/g", 200, """{"id":"g"}""", "PropertyRequired")]
    [InlineData("GET", ArmApi.Groups + "/g", 200, """{"properties":{"containers":[],"isCreatedFromStandbyPool":true}}""", "NoAdditionalPropertiesAllowed", "2023-05-01")]
    [InlineData("GET", ArmApi.Groups + "/g", 200, """{"properties":{"containers":[],"isCreatedFromStandbyPool":true}}""", null, "2025-09-01")]
    [InlineData("GET", ArmApi.Groups + "/g", 200, """{"properties":{"containers":[],"imageRegistryCredentials":[{"server":"s","password":"p"}]}}""", "NoAdditionalPropertiesAllowed")]
    [InlineData("GET", ArmApi.Groups + "/g", 200, """{"properties":{"containers":[],"sku":"Large"}}""", "NotInEnumeration")]
    [InlineData("DELETE", ArmApi.Groups + "/g", 202, "", "header Location is missing")]
    public async Task Violations_OfAnAnswer_AreFound(
        string method, string path, int status, string body, string? expected, string version = "2026-07-01")
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"https://127.0.0.1{path}?api-version={version}");
        using var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Headers = { { "x-ms-request-id", "1" } },
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };

        var violations = string.Join('\n', await ContractHandler.ViolationsAsync(request, answer, body));

        if (expected is null)
        {
            Assert.Empty(violations);
        }
        else
        {
            Assert.Contains(expected, violations);
        }
    }
}
