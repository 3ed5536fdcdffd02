using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>Every function of a workspace, asked by everybody who may come.</summary>
[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class RoleTests(ApiFixture api)
{
    public static IEnumerable<object[]> Functions() =>
        from method in typeof(RequiresRoleAttribute).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        let required = method.GetCustomAttribute<RequiresRoleAttribute>()
        where required is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select new object[]
        {
            method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger.Methods![0].ToUpperInvariant(), trigger.Route!, required.Role,
        };

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Function_EveryRole_IsHeldToIt(string function, string method, string route, WorkspaceRole required)
    {
        var names = Enum.GetValues<WorkspaceRole>().ToDictionary(role => role, role => ApiUsers.NewName(RoleNames.Of(role)));
        using var owner = await api.NewUserAsync(names[WorkspaceRole.Owner]);
        using var viewer = await api.NewUserAsync(names[WorkspaceRole.Viewer]);
        using var contributor = await api.NewUserAsync(names[WorkspaceRole.Contributor]);
        using var stranger = await api.NewUserAsync(ApiUsers.NewName("stranger"));
        var workspace = await owner.NewWorkspaceAsync();
        await owner.PutMemberAsync(workspace, names[WorkspaceRole.Viewer], "viewer");
        await owner.PutMemberAsync(workspace, names[WorkspaceRole.Contributor], "contributor");

        var unseen = await AskAsync(stranger);
        var reason = route.Contains("{ws}", StringComparison.Ordinal)
            ? $"There is no workspace '{workspace}'."
            : "You have no workspace, or more than one: name it, as in /ogc/workspaces/{name}.";
        Assert.Equal((404, reason), unseen);
        foreach (var (client, role) in new[] { (viewer, WorkspaceRole.Viewer), (contributor, WorkspaceRole.Contributor), (owner, WorkspaceRole.Owner) })
        {
            var (status, detail) = await AskAsync(client);
            if (role < required)
            {
                Assert.Equal(
                    (403, $"This needs the role {RoleNames.Of(required)} in workspace '{workspace}'; yours is {RoleNames.Of(role)}."),
                    (status, detail));
            }
            else
            {
                Assert.False(status is 401 or 403 or >= 500 || detail == unseen.Detail, $"{function} for {role}: {status} {detail}");
            }
        }

        Assert.NotInRange((await AskAsync(api.Client)).Status, 401, 403);

        async Task<(int Status, string? Detail)> AskAsync(HttpClient client)
        {
            var address = Regex.Replace(route.Replace("{ws}", workspace, StringComparison.Ordinal), @"\{.*?\}", "none");
            using var request = new HttpRequestMessage(new HttpMethod(method), "/" + address);
            using var answer = await client.SendAsync(request);
            var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
            var detail = isProblem
                ? JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>()
                : null;
            return ((int)answer.StatusCode, detail);
        }
    }

    [Fact]
    public void Functions_EachKind_HasTheRoleThatItNeeds()
    {
        var roles = Functions().ToDictionary(row => (string)row[0], row => (WorkspaceRole)row[3]);

        Assert.All(roles.Where(role => Regex.IsMatch(role.Key, "(?<!Secret)(List|Read|Log)$")), role => Assert.Equal(WorkspaceRole.Viewer, role.Value));
        Assert.Equal(
            [
                WorkspaceRole.Contributor, WorkspaceRole.Contributor, WorkspaceRole.Contributor,
                WorkspaceRole.Owner, WorkspaceRole.Owner, WorkspaceRole.Owner,
            ],
            ((string[])["RunCreate", "SessionCreate", "SessionAccess", "MemberPut", "SecretList", "WorkspaceDelete"]).Select(name => roles[name]));
    }

    [Fact]
    public async Task Administrator_NoMember_IsOwnerEverywhere()
    {
        using var owner = await api.NewUserAsync(ApiUsers.NewName("owner"));
        var workspace = await owner.NewWorkspaceAsync();

        var seen = await api.Client.GetAsync(new Uri($"/api/workspaces/{workspace}", UriKind.Relative)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("owner", seen["role"]!.GetValue<string>());
    }
}
