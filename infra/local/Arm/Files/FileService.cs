namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Leads each request to its operation, by method, restype and comp as the REST reference has them.</summary>
internal sealed class FileService(
    ShareOperations shares, DirectoryOperations directories, FileOperations files, RangeOperations ranges, Renaming renaming)
{
    public Task AnswerAsync(FileRequest request)
    {
        foreach (var name in (string[])["sharesnapshot", "prevsharesnapshot"])
        {
            if (request.Query(name).Length > 0)
            {
                throw FileException.NotImplemented("snapshots");
            }
        }

        var method = request.Http.Method == "HEAD" ? "GET" : request.Http.Method;
        return (request.Share is null, request.RestType) switch
        {
            (true, _) => OnAccount(request, method),
            (_, "share") => OnShare(request, method),
            (_, "directory") => OnDirectory(request, method),
            (_, "") when request.Path.Count > 0 => OnFile(request, method),
            _ => throw FileException.Query("restype", request.RestType),
        };
    }

    private Task OnAccount(FileRequest request, string method) => (method, request.RestType, request.Comp) switch
    {
        ("GET", "", "list") => shares.ListAsync(request),
        _ => throw Unknown(request),
    };

    private Task OnShare(FileRequest request, string method) => (method, request.Comp, request.Path.Count) switch
    {
        ("PUT", "", 0) => shares.Create(request),
        ("GET", "", 0) => shares.Get(request),
        ("DELETE", "", 0) => shares.Delete(request),
        ("PUT", "metadata", 0) => shares.SetMetadata(request),
        ("PUT", "properties", 0) => shares.SetProperties(request),
        ("GET", "stats", 0) => shares.GetStatisticsAsync(request),
        _ => throw Unknown(request),
    };

    private Task OnDirectory(FileRequest request, string method) => (method, request.Comp) switch
    {
        ("PUT", "") => directories.Create(request),
        ("GET", "") => directories.Get(request),
        ("DELETE", "") => directories.Delete(request),
        ("GET", "list") => directories.ListAsync(request),
        ("PUT", "metadata") => directories.SetMetadata(request),
        ("PUT", "properties") => directories.SetProperties(request),
        ("PUT", "rename") => renaming.RenameAsync(request, isFolder: true),
        _ => throw Unknown(request),
    };

    private Task OnFile(FileRequest request, string method) => (method, request.Comp) switch
    {
        ("PUT", "") => files.CreateAsync(request),
        ("GET", "") => ranges.ReadAsync(request),
        ("DELETE", "") => files.Delete(request),
        ("PUT", "metadata") => files.SetMetadata(request),
        ("PUT", "properties") => files.SetProperties(request),
        ("GET", "rangelist") => ranges.ListAsync(request),
        ("PUT", "range") => ranges.WriteAsync(request),
        ("PUT", "rename") => renaming.RenameAsync(request, isFolder: false),
        _ => throw Unknown(request),
    };

    private static FileException Unknown(FileRequest request) => FileException.NotImplemented(
        $"{request.Http.Method} with restype '{request.RestType}' and comp '{request.Comp}'");
}
