using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Files;

internal sealed class FilesDescription : IApiDescription
{
    public string Tag => "files";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("FileList", "The workspace's files, in the order of their paths")
            .Query("prefix", Schemas.Text(), "What the paths begin with.")
            .GivesPage<FileEntry>(100, 1_000),
        new ApiOperation("FileRead", "A file").GivesContent("*/*", "Its content, of the type it was written with."),
        new ApiOperation("FileWrite", "Writes a file")
            .IfMatch()
            .Header("If-None-Match", Schemas.EntityTag(), "With *, writes only where there is no such file.")
            .TakesContent("The content.")
            .Gives<FileEntry>(201, "It is made.")
            .Gives<FileEntry>(200, "It is replaced."),
        new ApiOperation("FileDelete", "Removes a file").IfMatch().GivesNothing(204, "It is removed."),
    ];
}
