using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

[Trait("Category", "Azurite")]
public sealed class MemberStoreTests(WorkspaceFixture fixture) : IClassFixture<WorkspaceFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _owner = WorkspaceFixture.NewUser();
    private readonly string _other = WorkspaceFixture.NewUser();

    [Fact]
    public async Task PutAsync_Roles_AreKeptAndListed()
    {
        var workspace = (await fixture.CreateAsync(_owner)).Name.Value;

        var first = await fixture.Members.PutAsync(workspace, _other, WorkspaceRole.Viewer, None);
        var again = await fixture.Members.PutAsync(workspace, _other, WorkspaceRole.Contributor, None);

        Assert.Equal((true, false), (first.Created, again.Created));
        Assert.Equal(first.Member.Since, again.Member.Since);
        Assert.Equal(WorkspaceRole.Contributor, await fixture.Members.RoleAsync(workspace, _other, None));
        Assert.Equal([workspace], await fixture.Members.WorkspacesAsync(_other, None).ToListAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(WorkspaceRole.Viewer)]
    [InlineData(WorkspaceRole.Contributor)]
    public async Task LastOwner_WouldGo_IsRefused(WorkspaceRole? role)
    {
        var workspace = (await fixture.CreateAsync(_owner)).Name.Value;
        await fixture.Members.PutAsync(workspace, _other, WorkspaceRole.Contributor, None);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => ChangeAsync(workspace, _owner, role));
        await fixture.Members.PutAsync(workspace, _other, WorkspaceRole.Owner, None);
        await ChangeAsync(workspace, _owner, role);

        Assert.Equal(
            (409, $"'{_owner}' is the only owner of workspace '{workspace}': make somebody else an owner first."),
            (refusal.Problem.Status, refusal.Problem.Detail));
        Assert.Equal(role, await fixture.Members.RoleAsync(workspace, _owner, None));
    }

    [Fact]
    public async Task Owners_TakeEachOthersRoleAtOnce_OneStays()
    {
        for (var round = 0; round < 5; round++)
        {
            var (owner, other) = (WorkspaceFixture.NewUser(), WorkspaceFixture.NewUser());
            var workspace = (await fixture.CreateAsync(owner)).Name.Value;
            await fixture.Members.PutAsync(workspace, other, WorkspaceRole.Owner, None);

            var refusals = await Task.WhenAll(
                Record.ExceptionAsync(() => ChangeAsync(workspace, owner, null)),
                Record.ExceptionAsync(() => ChangeAsync(workspace, other, WorkspaceRole.Viewer)));

            Assert.IsType<ProblemException>(Assert.Single(refusals, refusal => refusal is not null));
            Assert.Single(
                await fixture.Members.ListAsync(workspace, None), member => member.Role is WorkspaceRole.Owner);
        }
    }

    [Fact]
    public async Task ChangeAsync_BesideChangesOfTheWorkspace_LosesNeither()
    {
        var record = await fixture.CreateAsync(_owner);
        var users = Enumerable.Range(0, 5).Select(_ => WorkspaceFixture.NewUser()).ToList();

        await Task.WhenAll(
            users.Select(user => (Task)fixture.Members.PutAsync(record.Name.Value, user, WorkspaceRole.Viewer, None))
                .Concat(Enumerable.Range(1, 5).Select(count => fixture.Store.UpdateAsync(
                    record.Name, current => current with { Limits = new() { Cpu = (current.Limits.Cpu ?? 0) + 1 } }, None))));

        Assert.Equal(6, (await fixture.Members.ListAsync(record.Name.Value, None)).Count);
        Assert.Equal(5, (await fixture.Store.FindAsync(record.Name, None))!.Limits.Cpu);
    }

    [Fact]
    public async Task RemoveAsync_NoMember_ChangesNothing()
    {
        var workspace = (await fixture.CreateAsync(_owner)).Name.Value;

        Assert.False(await fixture.Members.RemoveAsync(workspace, _other, None));
        Assert.Single(await fixture.Members.ListAsync(workspace, None));
    }

    private Task ChangeAsync(string workspace, string user, WorkspaceRole? role) => role is { } given
        ? fixture.Members.PutAsync(workspace, user, given, None)
        : fixture.Members.RemoveAsync(workspace, user, None);
}
