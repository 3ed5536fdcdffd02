using System.Text.Json.Nodes;
using CloudWorkspaces.Http.OpenApi;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Workspaces;

internal sealed class WorkspacesDescription : IApiDescription
{
    private static readonly JsonObject Change = new()
    {
        ["defaultFlavor"] = "small",
        ["limits"] = new JsonObject { ["concurrentRuns"] = 10, ["monthlyBudget"] = 100 },
        ["retention"] = new JsonObject { ["days"] = 90 },
    };

    public string Tag => "workspaces";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("WorkspaceList", "One's own workspaces").GivesPage<WorkspaceView>(200, 1_000),
        new ApiOperation("WorkspaceCreate", "Makes a workspace")
            .Takes(WorkspaceReader.Schema(named: true), new() { ["name"] = "wetlands", ["defaultFlavor"] = "small" })
            .Gives<WorkspaceView>(201, "It is made, and the caller owns it."),
        new ApiOperation("WorkspaceRead", "A workspace").GivesTagged<WorkspaceView>("The workspace, and the caller's role in it."),
        new ApiOperation("WorkspaceChange", "Changes defaults, limits and retention; what the body does not name stays")
            .IfMatch()
            .Takes(WorkspaceReader.Schema(named: false), Change)
            .Gives<WorkspaceView>(200, "The workspace as it is now."),
        new ApiOperation("WorkspaceDelete", "Stops everything; the storage goes when the grace period is over")
            .IfMatch()
            .Takes(new ApiParameter("confirm", ApiParameter.InQuery, Schemas.Text(32), "The workspace's name.") { IsRequired = true })
            .Gives<WorkspaceView>(202, "It is being deleted."),
        new ApiOperation("WorkspaceRestore", "Takes a deletion back").Gives<WorkspaceView>(200, "It is as before."),
        new ApiOperation("UsageRead", "What goes on against the limits, and what a month has cost")
            .Query("month", Schemas.Text(7, "^\\d{4}-\\d{2}$", minLength: 7), "The present one if not given.")
            .Gives<UsageView>(200, "The usage."),
        new ApiOperation("MemberList", "Who has which role").GivesPage<Member>(200, 1_000),
        new ApiOperation("MemberPut", "Takes a user in, or gives another role")
            .Takes(
                Schemas.Object(SchemaField.Required("role", Schemas.Choice<WorkspaceRole>(), "What the user may do.")),
                new() { ["role"] = "viewer" })
            .Gives<Member>(201, "The user is in.")
            .Gives<Member>(200, "The user has the role."),
        new ApiOperation("MemberRemove", "Takes a user out").GivesNothing(204, "The user is out."),
        new ApiOperation("MemberLeave", "Gives one's own role up").GivesNothing(204, "The caller is out."),
    ];
}
