using Azure.Data.Tables;
using CloudWorkspaces.Functions.Tests.Secrets;
using CloudWorkspaces.Http;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Secrets;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Mounts;

/// <summary>What is left of the mounts of a workspace that is removed.</summary>
[Trait("Category", "Azurite")]
public sealed class MountRemovalTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Remove_Workspace_LeavesNeitherMountsNorKeysAndThoseOfOthers()
    {
        var secrets = await SecretBench.StartAsync();
        MountStore store = new(secrets.Tables, Options.Create(new MountOptions()));
        await store.StartAsync(None);
        MountKey keys = new(secrets.Kept);
        var (gone, stays) = (NewWorkspace(), NewWorkspace());
        var mount = await PutAsync(store, keys, gone);
        var other = await PutAsync(store, keys, stays);

        await store.RemoveAsync(gone, None);
        await new SecretContent(secrets.Store).RemoveAsync(gone, None);
        await store.RemoveAsync(gone, None);

        Assert.Equal((0, 0, 0), await CountAsync(secrets, gone));
        await Assert.ThrowsAsync<SecretUnreadableException>(() => keys.GetAsync(gone.Name.Value, mount, None));
        Assert.Equal("key", await keys.GetAsync(stays.Name.Value, other, None));
        Assert.Equal("m", Assert.Single(await store.ListAsync(stays.Name.Value, None)).Name);
    }

    private static async Task<Mount> PutAsync(MountStore store, MountKey keys, Workspace workspace)
    {
        Mount mount = new() { Name = "m", Kind = MountKind.Share, Path = "/mnt/m", HasKey = true, Tag = "t1" };
        await keys.PutAsync(workspace.Name.Value, mount, "key", None);
        await store.PutAsync(workspace.Name.Value, mount, _ => { }, None);
        return mount;
    }

    private static async Task<(int Mounts, int Secrets, int Values)> CountAsync(SecretBench secrets, Workspace workspace) =>
        (await CountAsync(secrets, "Mounts", workspace), await CountAsync(secrets, "Secrets", workspace),
            await CountAsync(secrets, "SecretValues", workspace));

    private static async Task<int> CountAsync(SecretBench secrets, string table, Workspace workspace) => await secrets.Tables
        .GetTableClient(table)
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {workspace.Name.Value}"))
        .CountAsync();

    private static Workspace NewWorkspace() => new()
    {
        Name = WorkspaceName.TryParse($"ws{Guid.NewGuid():N}"[..20], out var name) ? name : throw new InvalidOperationException(),
        DefaultEnvironment = "eo",
        DefaultFlavor = "small",
    };
}
