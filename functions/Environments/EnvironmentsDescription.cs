using CloudWorkspaces.Environments.Updates;
using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Environments;

internal sealed class EnvironmentsDescription : IApiDescription
{
    private const string Log = "text/plain";

    public string Tag => "environments";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("EnvironmentList", "The curated environments").GivesPage<EnvironmentView>(200, 1_000),
        new ApiOperation("EnvironmentSummary", "The versions of a curated environment, and its latest update").GivesJson(
            200,
            "The environment.",
            Schemas.Answer(
                SchemaField.Always("name", Schemas.Text()),
                SchemaField.Answered("newest", Schemas.Text(), "The version that the name alone means."),
                SchemaField.Answered("lastUpdate", Schemas.Of<EnvironmentUpdate>()),
                SchemaField.Always("versions", new() { ["type"] = "array", ["items"] = Schemas.Of<EnvironmentView>() })),
            typeof(EnvironmentUpdate),
            typeof(EnvironmentView)),
        new ApiOperation("EnvironmentRead", "A version of a curated environment, with its packages")
            .GivesTagged<EnvironmentView>("The version."),
        new ApiOperation("EnvironmentLog", "What the builder of a version wrote").GivesContent(Log, "The log so far."),
        new ApiOperation("EnvironmentUpdateCreate", "For administrators: a new version with the newest packages")
            .Gives<EnvironmentUpdate>(202, "The update that begins, or that goes on already."),
        new ApiOperation("WorkspaceEnvironmentList", "The workspace's own environments").GivesPage<EnvironmentView>(200, 1_000),
        new ApiOperation("WorkspaceEnvironmentCreate", "Derives an environment from another, or brings an image")
            .Takes(EnvironmentReader.Schema, new()
            {
                ["name"] = "with-tools",
                ["base"] = "eo",
                ["debianPackages"] = new System.Text.Json.Nodes.JsonArray("jq"),
            })
            .Gives<EnvironmentView>(202, "The version that is being made.")
            .Gives<EnvironmentView>(200, "The version that the same inputs have made before."),
        new ApiOperation("WorkspaceEnvironmentRead", "A version, with its packages").GivesTagged<EnvironmentView>("The version."),
        new ApiOperation("WorkspaceEnvironmentDelete", "Ends the making of a version, or takes it out of the catalogue")
            .IfMatch()
            .Gives<EnvironmentView>(202, "Its making is being ended.")
            .GivesNothing(204, "It is not in the catalogue any more."),
        new ApiOperation("WorkspaceEnvironmentLog", "What the builder of a version wrote").GivesContent(Log, "The log so far."),
    ];
}
