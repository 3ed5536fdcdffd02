using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

[Trait("Category", "Azurite")]
public sealed class WorkspaceLifeTests(WorkspaceFixture fixture) : IClassFixture<WorkspaceFixture>
{
    private const string All = "files home runs";

    private readonly string _user = WorkspaceFixture.NewUser();

    [Fact]
    public async Task CreateAsync_NewName_HasStorageAndItsCreatorAsOwner()
    {
        var record = await fixture.CreateAsync(_user);

        Assert.Equal((WorkspaceState.Active, All), (record.State, await fixture.StorageAsync(record.Name)));
        var grant = Assert.Single(await fixture.Catalog.ListAsync(new Caller(_user), WorkspaceFixture.None));
        Assert.Equal((record.Name, WorkspaceRole.Owner), (grant.Workspace.Name, grant.Role));
    }

    [Fact]
    public async Task CreateAsync_ManyUsersWantOneName_OneHasItAndTheOthersKeepTheirQuota()
    {
        var name = WorkspaceFixture.NewName();
        var users = Enumerable.Range(0, 6).Select(_ => WorkspaceFixture.NewUser()).ToList();

        var made = await Task.WhenAll(users.Select(user => TryCreateAsync(user, name)));

        var winner = users[Array.FindIndex(made, refusal => refusal is null)];
        Assert.All(made.Where(refusal => refusal is not null), refusal => Assert.Equal($"The name '{name}' is taken.", refusal));
        Assert.Equal(5, made.Count(refusal => refusal is not null));
        var member = Assert.Single(await fixture.Members.ListAsync(name.Value, WorkspaceFixture.None));
        Assert.Equal((winner, WorkspaceRole.Owner), (member.User, member.Role));
        foreach (var user in users)
        {
            Assert.Equal(user == winner ? 1 : 0, await fixture.CountedAsync(user));
            Assert.Equal(user == winner ? 1 : 0, (await fixture.Catalog.ListAsync(new Caller(user), WorkspaceFixture.None)).Count);
        }
    }

    [Fact]
    public async Task CreateAsync_OneUserAsksForANameManyTimes_ItCountsOnce()
    {
        var name = WorkspaceFixture.NewName();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryCreateAsync(_user, name)));

        Assert.Single(made, refusal => refusal is null);
        Assert.Equal(1, await fixture.CountedAsync(_user));
    }

    [Fact]
    public async Task CreateAsync_MoreThanTheQuotaAtOnce_RefusesTheRest()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TryCreateAsync(_user, WorkspaceFixture.NewName())));

        Assert.Equal(2, made.Count(refusal => refusal is null));
        Assert.All(
            made.Where(refusal => refusal is not null),
            refusal => Assert.Equal($"'{_user}' may have made 2 workspaces and has made 2.", refusal));
    }

    [Fact]
    public async Task RepairAsync_CrashBeforeTheStorage_IsCompleted()
    {
        var name = WorkspaceFixture.NewName();
        fixture.Homes.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => fixture.CreateAsync(_user, name));
        await fixture.RepairAsync();
        var before = await fixture.StateAsync(name);
        fixture.Homes.Fails = false;

        await fixture.RepairAsync();

        Assert.Equal((WorkspaceState.Creating, WorkspaceState.Active), (before, await fixture.StateAsync(name)));
        Assert.Equal(All, await fixture.StorageAsync(name));
    }

    [Fact]
    public async Task RepairAsync_CrashBetweenQuotaAndRow_GivesThePlaceBackAfterAMinute()
    {
        await fixture.Quota.TakeAsync(_user, WorkspaceFixture.NewName(), WorkspaceFixture.None);

        await fixture.RepairAsync(afterSeconds: 59);
        var early = await fixture.CountedAsync(_user);
        await fixture.RepairAsync(afterSeconds: 2);

        Assert.Equal((1, 0), (early, await fixture.CountedAsync(_user)));
    }

    [Fact]
    public async Task DeleteAsync_WithinTheGracePeriod_CanBeRestoredWithAllItHas()
    {
        var record = await fixture.CreateAsync(_user);

        var deleting = await fixture.DeleteAsync(record.Name);
        await fixture.RepairAsync(afterSeconds: WorkspaceFixture.GraceSeconds - 1);
        var storage = await fixture.StorageAsync(record.Name);
        var restored = await fixture.Deletion.RestoreAsync(record.Name, WorkspaceFixture.None);
        await fixture.RepairAsync(afterSeconds: 60);

        Assert.DoesNotContain(record.Name.Value, fixture.Content.Removed);
        Assert.Equal(deleting.RemoveOn, fixture.Time.GetUtcNow().AddSeconds(-59));
        Assert.Equal(WorkspaceState.Deleting, deleting.State);
        Assert.Equal((WorkspaceState.Active, (DateTimeOffset?)null, All), (restored.State, restored.RemoveOn, storage));
        Assert.Equal(All, await fixture.StorageAsync(record.Name));
        await Assert.ThrowsAsync<ProblemException>(
            () => fixture.Deletion.RestoreAsync(record.Name, WorkspaceFixture.None));
    }

    [Fact]
    public async Task DeleteAsync_GraceIsOver_RemovesStorageMembersAndQuotaAndKeepsTheName()
    {
        var record = await fixture.CreateAsync(_user);
        await fixture.Members.PutAsync(record.Name.Value, $"{_user}-2", WorkspaceRole.Viewer, WorkspaceFixture.None);
        var deleted = fixture.Work.Asked.Count;
        await fixture.DeleteAsync(record.Name);

        await fixture.RepairAsync(afterSeconds: WorkspaceFixture.GraceSeconds);

        Assert.Contains(record.Name.Value, fixture.Work.Asked.Skip(deleted));
        Assert.Contains(record.Name.Value, fixture.Content.Removed);
        Assert.Equal((WorkspaceState.Removed, ""), (await fixture.StateAsync(record.Name), await fixture.StorageAsync(record.Name)));
        Assert.Empty(await fixture.Members.ListAsync(record.Name.Value, WorkspaceFixture.None));
        Assert.Empty(await fixture.Members.WorkspacesAsync($"{_user}-2", WorkspaceFixture.None).ToListAsync());
        Assert.Equal(0, await fixture.CountedAsync(_user));
        Assert.Null(await fixture.Catalog.FindAsync(new Caller("admin", true), record.Name, WorkspaceFixture.None));
        Assert.Equal($"The name '{record.Name}' is taken.", await TryCreateAsync(_user, record.Name));
        Assert.Equal(0, await fixture.CountedAsync(_user));
    }

    [Fact]
    public async Task RepairAsync_SomethingStillGoesOn_KeepsTheStorageUntilItIsOver()
    {
        var record = await fixture.CreateAsync(_user);
        fixture.Work.Left = 1;
        await fixture.DeleteAsync(record.Name);

        await fixture.RepairAsync(afterSeconds: WorkspaceFixture.GraceSeconds);
        var kept = await fixture.StorageAsync(record.Name);
        fixture.Work.Left = 0;
        await fixture.RepairAsync();

        Assert.Equal((All, ""), (kept, await fixture.StorageAsync(record.Name)));
    }

    [Fact]
    public async Task RepairAsync_CrashWhileRemoving_IsCompletedAndNotRestored()
    {
        var record = await fixture.CreateAsync(_user);
        await fixture.DeleteAsync(record.Name);
        fixture.Homes.Fails = true;
        await fixture.RepairAsync(afterSeconds: WorkspaceFixture.GraceSeconds);
        fixture.Homes.Fails = false;
        var (between, counted) = (await fixture.StateAsync(record.Name), await fixture.CountedAsync(_user));
        var refusal = await Assert.ThrowsAsync<ProblemException>(
            () => fixture.Deletion.RestoreAsync(record.Name, WorkspaceFixture.None));

        await fixture.RepairAsync();

        Assert.Equal((WorkspaceState.Removing, 1), (between, counted));
        Assert.Equal($"Workspace '{record.Name}' is removing, not deleting.", refusal.Problem.Detail);
        Assert.Equal((WorkspaceState.Removed, ""), (await fixture.StateAsync(record.Name), await fixture.StorageAsync(record.Name)));
        Assert.Equal(0, await fixture.CountedAsync(_user));
    }

    [Fact]
    public async Task Default_OfTheSettings_IsMadeOnceAndNotDeleted()
    {
        Assert.True(WorkspaceName.TryParse("default", out var name));
        await fixture.Creation.EnsureDefaultAsync(name, fixture.Time.GetUtcNow(), WorkspaceFixture.None);
        await fixture.Creation.EnsureDefaultAsync(name, fixture.Time.GetUtcNow(), WorkspaceFixture.None);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => fixture.DeleteAsync(name));

        Assert.Contains("'default' is the deployment's own workspace", refusal.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal((WorkspaceState.Active, All), (await fixture.StateAsync(name), await fixture.StorageAsync(name)));
        Assert.Null(await fixture.Catalog.FindAsync(new Caller(_user), name, WorkspaceFixture.None));
    }

    private async Task<string?> TryCreateAsync(string user, WorkspaceName name)
    {
        try
        {
            await fixture.CreateAsync(user, name);
            return null;
        }
        catch (ProblemException refusal)
        {
            return refusal.Problem.Detail;
        }
    }
}
