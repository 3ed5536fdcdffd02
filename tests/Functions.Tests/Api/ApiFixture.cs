using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Functions.Tests.OpenApi;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>
/// The built function app as a process on an Azurite of its own. ARM is an address that nothing listens on: runs are
/// accepted and stay so.
/// </summary>
public sealed class ApiFixture : IAsyncLifetime, IAsyncDisposable
{
    public const string Token = "token-of-the-tests";
    public const int MaxNotebookBytes = 200_000;
    public const int MaxBodyBytes = 2_000_000;

    private AzuriteServer? _azurite;
    private FunctionAppProcess? _app;
    private ApiContract? _contract;

    public HttpClient Client { get; private set; } = null!;
    public Uri Address => _app!.Address;
    internal ApiContract Contract => _contract!;

    /// <summary>What the app has logged.</summary>
    public string Output => _app!.Output;

    public string Storage => _azurite!.ConnectionString;

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteServer.StartAsync();
        _app = new FunctionAppProcess(Ports.Free(), Settings(Storage));
        await _app.StartAsync();
        Client = NewClient(Token);
        _contract = await ApiContract.ReadAsync(Client);
    }

    /// <summary>What is answered to it is held to the description.</summary>
    public HttpClient NewClient(string? token)
    {
        var client = new HttpClient(new ContractHandler(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            },
            () => _contract))
        {
            BaseAddress = Address,
        };
        client.DefaultRequestHeaders.Authorization =
            token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_azurite?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static Dictionary<string, string> Settings(string storage) => new()
    {
        ["AzureWebJobsStorage"] = storage,
        ["Storage__ConnectionString"] = storage,
        ["Arm__Endpoint"] = $"https://127.0.0.1:{Ports.Free()}",
        ["Arm__Token"] = "none",
        ["Arm__SubscriptionId"] = Guid.Empty.ToString(),
        ["Arm__ResourceGroup"] = "tests",
        ["Arm__Location"] = "westeurope",
        ["Agent__Endpoint"] = "http://127.0.0.1:7071/api/agent",
        ["Agent__Image"] = "localhost/cloud-workspaces/agent:none",
        ["Agent__Key"] = Convert.ToBase64String(SHA256.HashData("agent key of the tests"u8)),
        ["Secrets__Key"] = Convert.ToBase64String(SHA256.HashData("secrets key of the tests"u8)),
        ["Secrets__MaxPerWorkspace"] = "5",
        ["Identity__Tokens__0__User"] = "tester",
        ["Identity__Tokens__0__Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Token))),
        ["Identity__Tokens__0__Administrator"] = "true",
        ["Workspaces__MaxPerUser"] = "2",
        ["Mounts__Containers__0"] = "catalog",
        ["Mounts__WritableContainers__0"] = "shared",
        ["Mounts__Accounts__0"] = "https://other.blob.core.windows.net",
        ["Mounts__Shares__0"] = "reference",
        ["Http__MaxBodyBytes"] = $"{MaxBodyBytes}",
        ["Runs__MaxNotebookBytes"] = $"{MaxNotebookBytes}",
        ["Runs__MaxParametersBytes"] = "1000",
        ["EnvironmentBuilds__CheckCurated"] = "false",
        ["Environments__eo__Version"] = "2026.11",
        ["Environments__eo__Image"] = "localhost/cloud-workspaces/eo:none",
        ["Flavors__small__Cpu"] = "1",
        ["Flavors__small__MemoryGiB"] = "2",
        ["Flavors__small__PricePerHour"] = "0.05",
        ["Flavors__gpu__Cpu"] = "4",
        ["Flavors__gpu__MemoryGiB"] = "16",
        ["Flavors__gpu__Gpu"] = "1",
        ["Flavors__medium__Cpu"] = "2",
        ["Flavors__medium__MemoryGiB"] = "4",
        ["Flavors__inside__Cpu"] = "3",
        ["Flavors__inside__MemoryGiB"] = "4",
        ["Flavors__inside__Network"] = "inside",
        ["Networks__inside__SubnetId"] =
            $"/subscriptions/{Guid.Empty}/resourceGroups/tests/providers/Microsoft.Network/virtualNetworks/inside/subnets/notebooks",
    };
}
