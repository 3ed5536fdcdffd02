using System.Text.Json.Nodes;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Files.Shares;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>The official client of Azure Files on an emulator.</summary>
internal static class ShareClients
{
    private const string Accounts =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts";

    public static string AccountAt(string account, string tail = "", string version = "2023-05-01") =>
        $"{Accounts}/{account}{tail}?api-version={version}";

    public static string SharesAt(string tail = "", string query = "") =>
        AccountAt(ShareVolume.Account, $"/fileServices/default/shares{tail}") + query;

    /// <summary>The account's keys, as ARM tells them.</summary>
    public static async Task<string[]> KeysAsync(this ArmApi api, string account = ShareVolume.Account)
    {
        var answer = await api.AnswerAsync(HttpMethod.Post, AccountAt(account, "/listKeys"));
        return [.. answer["keys"]!.AsArray().Select(key => key!["value"]!.GetValue<string>())];
    }

    public static async Task<ShareServiceClient> ServiceAsync(this EmulatorFixture fixture, int key = 0) => new(
        Address(fixture.Emulator),
        new StorageSharedKeyCredential(ShareVolume.Account, (await fixture.Api.KeysAsync())[key]),
        Options(fixture.Emulator));

    /// <summary>A share of its own.</summary>
    public static async Task<ShareClient> NewShareAsync(this EmulatorFixture fixture)
    {
        var share = (await fixture.ServiceAsync()).GetShareClient(ArmApi.NewName());
        await share.CreateAsync();
        return share;
    }

    public static Uri Address(ArmEmulatorProcess emulator) => new(emulator.FilesAddress, ShareVolume.Account);

    public static ShareClientOptions Options(ArmEmulatorProcess emulator) => new()
    {
        Transport = new HttpClientTransport(new HttpClient(PinnedHttp.Handler(() => emulator.CertificateThumbprint))),
        Retry = { MaxRetries = 0 },
    };

    /// <summary>The code that a request is refused with.</summary>
    public static async Task<(int Status, string? Code)> RefusalAsync(Func<Task> request)
    {
        var exception = await Assert.ThrowsAnyAsync<RequestFailedException>(request);
        return (exception.Status, exception.ErrorCode);
    }

    public static JsonObject Properties(params (string Name, JsonNode Value)[] properties) => new()
    {
        ["properties"] = new JsonObject(properties.Select(item => KeyValuePair.Create(item.Name, (JsonNode?)item.Value))),
    };
}
