using System.Net;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Functions.Tests.Groups;
using CloudWorkspaces.Secrets;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Secrets;

/// <summary>Against a server that speaks Key Vault's protocol as documented, its challenge for a token included.</summary>
public sealed class KeyVaultTests : IAsyncLifetime
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly SecretId _id = SecretId.New("team-a");

    private ScriptedArm _server = null!;
    private KeyVault _vault = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedArm.StartAsync();
        _server.Answer = AnswerAsync;
        _vault = new KeyVault(new SecretClient(
            _server.Options.Endpoint,
            new FixedTokenCredential("token"),
            new SecretClientOptions
            {
                Transport = PinnedTransport.Create(_server.Options.CertificateThumbprint!),
                DisableChallengeResourceVerification = true,
                Retry = { MaxRetries = 0 },
            }));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Put_FindDelete_IsKeptUnderItsId()
    {
        await _vault.PutAsync(_id, "swordfish", CancellationToken.None);

        Assert.Matches("^team-a--[0-9a-f]{32}$", Assert.Single(_values).Key);
        Assert.Equal("swordfish", await _vault.FindAsync(_id, CancellationToken.None));
        await _vault.DeleteAsync(_id, CancellationToken.None);
        await _vault.DeleteAsync(_id, CancellationToken.None);
        Assert.Null(await _vault.FindAsync(_id, CancellationToken.None));
    }

    [Fact]
    public async Task DeleteAll_TakesTheWorkspacesOnly()
    {
        await _vault.PutAsync(_id, "one", CancellationToken.None);
        await _vault.PutAsync(SecretId.New("team-a"), "two", CancellationToken.None);
        await _vault.PutAsync(SecretId.New("team"), "three", CancellationToken.None);
        await _vault.PutAsync(SecretId.New("team-a-b"), "four", CancellationToken.None);

        await _vault.DeleteAllAsync("team-a", CancellationToken.None);

        Assert.Equal(["four", "three"], _values.Values.Order());
    }

    [Fact]
    public async Task Find_Refused_CannotBeRead()
    {
        _server.Answer = context => ScriptedArm.WriteErrorAsync(context, 403, "Forbidden", "No.");

        var failure = await Assert.ThrowsAsync<SecretUnreadableException>(() => _vault.FindAsync(_id, CancellationToken.None));

        Assert.Contains("Forbidden", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ServiceFails_IsToBeTriedAgain()
    {
        _server.Answer = context => ScriptedArm.WriteErrorAsync(context, 503, "Busy", "Later.");

        await Assert.ThrowsAsync<RequestFailedException>(() => _vault.FindAsync(_id, CancellationToken.None));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer token")
        {
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
            context.Response.Headers.WWWAuthenticate =
                "Bearer authorization=\"https://login.microsoftonline.com/00000000-0000-0000-0000-000000000002\", " +
                "resource=\"https://vault.azure.net\"";
            return;
        }

        Assert.Matches(@"^\d{4}-\d\d-\d\d$|^\d\.\d", context.Request.Query["api-version"].ToString());
        var name = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        switch (context.Request.Method)
        {
            case "GET" when name is null:
                var items = new JsonArray([.. _values.Keys.Select(key => new JsonObject { ["id"] = Id(key) })]);
                await context.Response.WriteAsJsonAsync(new JsonObject { ["value"] = items });
                break;
            case "PUT":
                _values[name!] = JsonNode.Parse(_server.Requests.Last().Body)!["value"]!.GetValue<string>();
                await WriteAsync(context, name!);
                break;
            case "GET" when _values.ContainsKey(name!):
                await WriteAsync(context, name!);
                break;
            case "DELETE" when _values.ContainsKey(name!):
                await WriteAsync(context, name!);
                _values.Remove(name!);
                break;
            default:
                await ScriptedArm.WriteErrorAsync(context, 404, "SecretNotFound", "There is none.");
                break;
        }
    }

    private Task WriteAsync(HttpContext context, string name) => context.Response.WriteAsJsonAsync(
        new JsonObject { ["id"] = Id(name) + "/1", ["value"] = _values[name], ["attributes"] = new JsonObject() });

    private string Id(string name) => $"{_server.Options.Endpoint}secrets/{name}";
}
