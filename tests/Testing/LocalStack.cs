using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Testing;

/// <summary>The whole product on one machine: Azurite, the ARM emulator and the function app, on ports of its own.</summary>
public sealed class LocalStack : IAsyncDisposable
{
    private const string SubscriptionId = "00000000-0000-0000-0000-000000000001";
    private const string ResourceGroup = "cloud-workspaces";

    private readonly AzuriteServer _azurite;

    private LocalStack(AzuriteServer azurite, ArmEmulatorProcess arm, FunctionAppProcess app, string token)
    {
        (_azurite, Arm, App) = (azurite, arm, app);
        Client = new WorkspaceClient(app.Address, token);
        Groups = new GroupClient(arm, $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}");
    }

    public AzuriteServer Azurite => _azurite;
    public ArmEmulatorProcess Arm { get; }
    public FunctionAppProcess App { get; }
    public WorkspaceClient Client { get; }
    public GroupClient Groups { get; }

    /// <summary>Between the app and ARM, when asked for.</summary>
    public FaultProxy? ArmProxy { get; private init; }

    /// <summary>Between the Functions host and its task hub's tables, when asked for.</summary>
    public FaultProxy? HubProxy { get; private init; }

    private AptFolder? Apt { get; init; }

    /// <summary>Between containers and the blob endpoint, when asked for.</summary>
    public FaultProxy? BlobProxy { get; private init; }

    /// <summary>Of the product's own storage.</summary>
    public string StorageConnection => _azurite.ConnectionString;

    public static async Task<LocalStack> StartAsync(StackOptions? options = null)
    {
        options ??= new StackOptions();
        var azurite = await AzuriteServer.StartAsync(options.CountsRequests);
        var appPort = Ports.Free();
        var apt = options.Builds ? await AptFolder.CreateAsync() : null;
        var blobProxy = options.BlobProxy
            ? await FaultProxy.StartAsync(new Uri($"http://127.0.0.1:{azurite.BlobPort}"))
            : null;
        var blobPort = blobProxy?.Address.Port ?? azurite.BlobPort;
        var armSettings = new Dictionary<string, string>();
        if (apt is not null)
        {
            armSettings["Arm__Registry__AptFolder"] = apt.Path;
        }

        if (options.Forward is { } forward)
        {
            armSettings["Arm__Forwards__2__Address"] = forward;
        }

        var arm = await ArmEmulatorProcess.StartAsync($"127.0.0.1:{blobPort}", $"127.0.0.1:{appPort}", armSettings);
        var armProxy = options.Proxies ? await FaultProxy.StartAsync(arm.Address, arm.CertificateThumbprint) : null;
        var hubProxy = options.Proxies
            ? await FaultProxy.StartAsync(new Uri($"http://127.0.0.1:{azurite.TablePort}"))
            : null;

        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = hubProxy is null
                ? azurite.ConnectionString
                : azurite.ConnectionString.Replace($":{azurite.TablePort}/", $":{hubProxy.Address.Port}/", StringComparison.Ordinal),
            ["Storage__ConnectionString"] = azurite.ConnectionString,
            ["Storage__ContainerEndpoint"] = $"http://127.0.0.1:{blobPort}/devstoreaccount1",
            ["Arm__Endpoint"] = (armProxy?.Address ?? arm.Address).GetLeftPart(UriPartial.Authority),
            ["Arm__CertificateThumbprint"] = armProxy?.CertificateThumbprint ?? arm.CertificateThumbprint,
            ["Arm__Token"] = arm.Token,
            ["Arm__SubscriptionId"] = SubscriptionId,
            ["Arm__ResourceGroup"] = ResourceGroup,
            ["Arm__Location"] = "westeurope",
            ["Agent__Endpoint"] = $"http://127.0.0.1:{appPort}/api/agent",
            ["Agent__Image"] = LocalTools.AgentImage,
            ["Agent__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Secrets__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Identity__Tokens__0__User"] = "tester",
            ["Identity__Tokens__0__Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
            ["Identity__Tokens__0__Administrator"] = "true",
            ["Workspaces__Default"] = "default",
            ["Runs__MaxConcurrentPerWorkspace"] = $"{options.MaxConcurrentPerWorkspace}",
            // All groups share this machine's processors.
            ["Runs__MaxConcurrentPerPlacement"] = $"{Environment.ProcessorCount}",
            ["Admission__ConversionYields"] = "true",
            // No container but those that a test asks for.
            ["EnvironmentBuilds__CheckCurated"] = "false",
            ["EnvironmentUpdates__Schedule"] = "0 0 3 1 * *",
            ["Environments__eo__Version"] = "2026.11",
            ["Environments__eo__Image"] = LocalTools.EoImage,
            ["Flavors__small__Cpu"] = "1",
            ["Flavors__small__MemoryGiB"] = "2",
            ["Flavors__medium__Cpu"] = "2",
            ["Flavors__medium__MemoryGiB"] = "3",
            ["Homes__AccountName"] = "homes",
            ["Homes__AccountKey"] = ArmEmulatorProcess.StorageKey,
            ["Homes__Endpoint"] = $"{arm.FilesAddress}homes",
            ["Homes__CertificateThumbprint"] = arm.CertificateThumbprint,
            ["Sessions__Port"] = $"{Ports.FreeForGroup()}",
            ["Flavors__gpu__Cpu"] = "4",
            ["Flavors__gpu__MemoryGiB"] = "16",
            ["Flavors__gpu__Gpu"] = "1",
        };
        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        var app = new FunctionAppProcess(appPort, settings);
        await app.StartAsync();
        return new LocalStack(azurite, arm, app, token)
        {
            ArmProxy = armProxy,
            HubProxy = hubProxy,
            BlobProxy = blobProxy,
            Apt = apt,
        };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await Groups.DeleteAllAsync();
        Groups.Dispose();
        await (ArmProxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (HubProxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (BlobProxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Arm.DisposeAsync();
        await _azurite.DisposeAsync();
        Apt?.Dispose();
    }
}
