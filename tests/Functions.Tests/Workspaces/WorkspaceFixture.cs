using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Testing;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

/// <summary>
/// Workspaces on an Azurite of the class's own, since repairs go over all that there are. Users and names are each test's
/// own.
/// </summary>
public sealed class WorkspaceFixture : IAsyncLifetime
{
    public const int GraceSeconds = 600;
    public static readonly CancellationToken None = CancellationToken.None;

    private AzuriteServer? _azurite;

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    internal FakeHomes Homes { get; } = new();
    internal FakeWork Work { get; } = new();
    internal FakeContent Content { get; } = new();
    internal FakeDurable Durable { get; } = new();
    internal BlobServiceClient Blobs { get; private set; } = null!;
    internal WorkspaceStore Store { get; private set; } = null!;
    internal MemberStore Members { get; private set; } = null!;
    internal WorkspaceQuota Quota { get; private set; } = null!;
    internal WorkspaceCatalog Catalog { get; private set; } = null!;
    internal WorkspaceCreation Creation { get; private set; } = null!;
    internal WorkspaceDeletion Deletion { get; private set; } = null!;
    internal WorkspaceRepairs Repairs { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteServer.StartAsync();
        Blobs = new BlobServiceClient(_azurite.ConnectionString);
        var table = new WorkspaceTable(new TableServiceClient(_azurite.ConnectionString));
        await table.StartAsync(None);
        var options = Options.Create(new WorkspaceOptions { MaxPerUser = 2, DeletionGraceSeconds = GraceSeconds });
        Store = new(table);
        Members = new(table, Time);
        Quota = new(table, options, Time);
        Catalog = new(Store, Members, options);
        var storage = new WorkspaceStorage(Blobs, Homes);
        Creation = new(Store, Quota, Members, storage, options);
        var removal = new WorkspaceRemoval(Store, [storage, Content], Members, Quota, options);
        Deletion = new(Store, removal, [Work], options, Time);
        Repairs = new(
            Store, Creation, Deletion, new QuotaRepair(Store, Quota, Time), NullLogger<WorkspaceRepairs>.Instance);
    }

    public Task DisposeAsync() => _azurite?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    internal static WorkspaceName NewName() =>
        WorkspaceName.TryParse($"ws{Guid.NewGuid():N}"[..20], out var name) ? name : throw new InvalidOperationException();

    internal static string NewUser() => $"user{Guid.NewGuid():N}"[..20];

    internal Task<WorkspaceRecord> CreateAsync(string user, WorkspaceName? name = null) => Creation.CreateAsync(
        new WorkspaceRecord
        {
            Name = name ?? NewName(),
            State = WorkspaceState.Creating,
            CreatedBy = user,
            CreatedOn = Time.GetUtcNow(),
        },
        begun: null,
        None);

    internal Task<WorkspaceRecord> DeleteAsync(WorkspaceName name) => Deletion.BeginAsync(name, _ => { }, Durable, None);

    internal Task RepairAsync(int afterSeconds = 0)
    {
        Time.Advance(TimeSpan.FromSeconds(afterSeconds));
        return Repairs.RunAsync(Durable, None);
    }

    internal async Task<WorkspaceState> StateAsync(WorkspaceName name) => (await Store.FindAsync(name, None))!.State;

    /// <summary>The blob containers and the share that the workspace has.</summary>
    internal async Task<string> StorageAsync(WorkspaceName name)
    {
        var containers = await Blobs.GetBlobContainersAsync(prefix: name.Value).Select(item => item.Name).ToListAsync();
        var shares = Homes.Shares.Keys.Where(share => share.StartsWith(name.Value, StringComparison.Ordinal));
        return string.Join(' ', containers.Concat(shares).Select(item => item[(name.Value.Length + 1)..]).Order());
    }

    internal async Task<int> CountedAsync(string user) => await Quota.ListAsync(None).CountAsync(claim => claim.User == user);
}
