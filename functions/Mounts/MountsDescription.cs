using CloudWorkspaces.Http.OpenApi;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

internal sealed class MountsDescription(IOptions<MountOptions> options) : IApiDescription
{
    public string Tag => "mounts";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("MountList", "The workspace's mounts").GivesPage<Mount>(200, 1_000),
        new ApiOperation("MountRead", "A mount").GivesTagged<Mount>("The mount, without what opens it."),
        new ApiOperation("MountPut", "Makes or changes a mount, for sessions and runs that start after it")
            .IfMatch()
            .Takes(
                MountReader.Schema(options.Value),
                new() { ["kind"] = "blob", ["container"] = "catalog", ["path"] = "/mnt/catalog", ["readOnly"] = true })
            .Gives<Mount>(201, "It is made.")
            .Gives<Mount>(200, "It is changed."),
        new ApiOperation("MountDelete", "Removes a mount; what is in storage stays").IfMatch().GivesNothing(204, "It is removed."),
    ];
}
