using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Storage;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Mounts;

/// <summary>A copy mount on Azurite, in a folder of this machine.</summary>
internal sealed class CopyMountBench : IBlobAccessSource, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-mount-");
    private readonly HttpClient _http = new();
    private readonly BlobAccess _access;
    private MountReport? _report;

    private CopyMountBench(BlobContainerClient container)
    {
        Container = container;
        _access = new BlobAccess(this, TimeProvider.System);
    }

    public BlobContainerClient Container { get; }

    public string Folder => Path.Combine(_folder.FullName, "data");

    public string Outside => _folder.FullName;

    public List<string> Log { get; } = [];

    public MountState State => _report!.All.Single();

    public static async Task<CopyMountBench> StartAsync(params (string Name, string Content)[] blobs)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var container = new BlobContainerClient(azurite.ConnectionString, $"mount-{Guid.NewGuid():N}");
        await container.CreateAsync();
        foreach (var (name, content) in blobs)
        {
            await container.UploadBlobAsync(name, BinaryData.FromString(content));
        }

        return new CopyMountBench(container);
    }

    public CopyMount Mount(Func<MountJob, MountJob>? change = null)
    {
        var job = new MountJob { Name = "data", Kind = MountJob.Copy, Path = Folder };
        job = change?.Invoke(job) ?? job;
        var now = TimeProvider.System.GetUtcNow();
        var status = new RunStatus { State = "running", ClaimId = "c", AgentVersion = "1", ClaimedOn = now, UpdatedOn = now };
        _report = new MountReport(
            [job], new StatusBlob(Container.GetBlobClient("status.json"), status, TimeProvider.System), Log.Add);
        var user = new LocalUser("jovyan", 1000, 1000, "/home/jovyan");
        return new CopyMount(job, new MountContainer(job, _access, _http), user, "r1", _report, TimeProvider.System);
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public async Task<string> ReadAsync(string blob) =>
        (await Container.GetBlobClient(blob).DownloadContentAsync()).Value.Content.ToString();

    public Task ChangeAsync(string blob, string content) =>
        Container.GetBlobClient(blob).UploadAsync(BinaryData.FromString(content), overwrite: true);

    public async Task<List<string>> NamesAsync() =>
        await Container.GetBlobsAsync().Select(blob => blob.Name).ToListAsync();

    public Task<BlobAccessAnswer> GetAccessAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var expiresOn = TimeProvider.System.GetUtcNow().AddMinutes(15);
        var address = Container.GenerateSasUri(
            BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List | BlobContainerSasPermissions.Create |
            BlobContainerSasPermissions.Write | BlobContainerSasPermissions.Delete, expiresOn);
        return Task.FromResult(new BlobAccessAnswer(names.ToDictionary(name => name, _ => address), expiresOn));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
