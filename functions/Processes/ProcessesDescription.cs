using System.Text.Json.Nodes;
using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Processes;

internal sealed class ProcessesDescription : IApiDescription
{
    private static readonly JsonObject Example = new()
    {
        ["notebook"] = "analysis/ndvi.ipynb",
        ["title"] = "NDVI of a year",
        ["inputs"] = new JsonObject { ["year"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "integer" } } },
        ["outputs"] = new JsonObject { ["map"] = new JsonObject { ["path"] = "ndvi.tif" } },
    };

    public string Tag => "processes";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("ProcessList", "The notebooks that are published as processes").GivesPage<ProcessView>(50, 200),
        new ApiOperation("ProcessCreate", "Publishes a notebook")
            .Takes(ProcessReader.Schema(named: true), Named(Example))
            .Gives<ProcessView>(201, "It is published."),
        new ApiOperation("ProcessRead", "A published notebook").GivesTagged<ProcessView>("The process."),
        new ApiOperation("ProcessReplace", "Publishes it anew")
            .IfMatch()
            .Takes(ProcessReader.Schema(named: false), Example)
            .Gives<ProcessView>(200, "It is published as the request says."),
        new ApiOperation("ProcessDelete", "Takes it back; executions that have begun go on")
            .IfMatch()
            .GivesNothing(204, "It is no process any more."),
    ];

    private static JsonObject Named(JsonObject example)
    {
        var named = example.DeepClone().AsObject();
        named.Insert(0, "id", "ndvi");
        return named;
    }
}
