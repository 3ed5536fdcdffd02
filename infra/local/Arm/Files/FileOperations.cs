using CloudWorkspaces.Local.Arm.Shares;
using CloudWorkspaces.Local.ShareMount;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Files of a share, but for what is in them.</summary>
internal sealed class FileOperations(ShareFolders folders)
{
    private const string LengthHeader = "x-ms-content-length";

    /// <summary>Makes a file of zeros in the length asked for, in place of the file that there may be.</summary>
    public Task CreateAsync(FileRequest request)
    {
        if (request.Header("x-ms-copy-source") is not null)
        {
            throw FileException.NotImplemented("copying");
        }

        if (request.Header("x-ms-type") is not "file")
        {
            throw FileException.Header("x-ms-type", request.Header("x-ms-type"));
        }

        if (request.Http.ContentLength > 0)
        {
            throw FileException.NotImplemented("creating a file together with its content");
        }

        var length = request.Number(LengthHeader);
        var extras = new FileExtras { Metadata = FileExtras.ReadMetadata(request), Headers = FileExtras.ReadHeaders(request) };
        using var place = Place.Of(folders.Content(request.Id), request.Path);
        switch (place.Look())
        {
            case { IsFolder: true }:
                throw FileException.WrongKind();
            case { IsReadOnly: true }:
                throw FileException.ReadOnly();
        }

        using (var file = place.Create())
        {
            RandomAccess.SetLength(file, length);
        }

        extras.Save(place.Path);
        SetTail(request, place);
        return Done(request, place, 201);
    }

    public Task Delete(FileRequest request)
    {
        using var place = Place.Of(folders.Content(request.Id), request.Path);
        if (place.RequireFile().IsReadOnly)
        {
            throw FileException.ReadOnly();
        }

        Place.Check(Linux.ErrorOf(Linux.RemoveFile(place.Path)));
        request.Context.Response.StatusCode = 202;
        return Task.CompletedTask;
    }

    public Task SetMetadata(FileRequest request)
    {
        var metadata = FileExtras.ReadMetadata(request);
        using var place = Place.Of(folders.Content(request.Id), request.Path);
        place.RequireFile();
        (FileExtras.Of(place.Path) with { Metadata = metadata }).Save(place.Path);
        return Done(request, place, 200);
    }

    /// <summary>Sets the HTTP headers, and the length if it is asked for.</summary>
    public Task SetProperties(FileRequest request)
    {
        var length = request.Header(LengthHeader) is null ? (long?)null : request.Number(LengthHeader);
        var headers = FileExtras.ReadHeaders(request);
        using var place = Place.Of(folders.Content(request.Id), request.Path);
        var before = place.RequireFile();
        if (length is { } wanted)
        {
            if (before.IsReadOnly)
            {
                throw FileException.ReadOnly();
            }

            using var file = place.Open(Linux.ReadWrite);
            RandomAccess.SetLength(file, wanted);
        }

        (FileExtras.Of(place.Path) with { Headers = headers }).Save(place.Path);
        SetTail(request, place, before.Modified);
        return Done(request, place, 200);
    }

    private static void SetTail(FileRequest request, Place place, StatusTime? before = null)
    {
        FileChanges.SetAttributes(request, place);
        FileChanges.SetLastWrite(request, place, before);
    }

    private static Task Done(FileRequest request, Place place, int status)
    {
        FileFacts.Tell(request.Context.Response, place);
        request.Context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
