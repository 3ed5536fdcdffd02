using System.Globalization;
using System.Xml.Linq;
using CloudWorkspaces.Local.Arm.Shares;
using CloudWorkspaces.Local.ShareMount;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Directories of a share; a path without names is its root.</summary>
internal sealed class DirectoryOperations(ShareFolders folders)
{
    private const uint Mode = 0x1ff;

    public Task Create(FileRequest request)
    {
        var metadata = FileExtras.ReadMetadata(request);
        using var place = At(request);
        if (place.Look() is not null)
        {
            throw FileException.AlreadyExists();
        }

        Place.Check(Linux.ErrorOf(Linux.MakeFolder(place.Path, Mode)));
        Linux.ChangeMode(place.Path, Mode);
        new FileExtras { Metadata = metadata }.Save(place.Path);
        FileChanges.SetLastWrite(request, place);
        return Done(request, place, 201);
    }

    public Task Get(FileRequest request)
    {
        using var place = At(request);
        place.RequireFolder();
        FileExtras.Tell(request.Context.Response, FileExtras.Of(place.Path).Metadata);
        request.Context.Response.Headers["x-ms-server-encrypted"] = "true";
        return Done(request, place, 200);
    }

    public Task Delete(FileRequest request)
    {
        if (request.Path.Count == 0)
        {
            throw new FileException(405, "UnsupportedHttpVerb", "The root directory cannot be deleted.");
        }

        using var place = At(request);
        place.RequireFolder();
        Place.Check(Linux.ErrorOf(Linux.RemoveFolder(place.Path)));
        request.Context.Response.StatusCode = 202;
        return Task.CompletedTask;
    }

    public Task SetMetadata(FileRequest request)
    {
        var metadata = FileExtras.ReadMetadata(request);
        using var place = At(request);
        place.RequireFolder();
        (FileExtras.Of(place.Path) with { Metadata = metadata }).Save(place.Path);
        return Done(request, place, 200);
    }

    public Task SetProperties(FileRequest request)
    {
        using var place = At(request);
        FileChanges.SetLastWrite(request, place, place.RequireFolder().Modified);
        return Done(request, place, 200);
    }

    public async Task ListAsync(FileRequest request)
    {
        var page = Paging.Read(request);
        using var place = At(request);
        var inode = place.RequireFolder().Inode;
        Place.Check(FolderEntry.Read(place.Path, out var entries));
        var names = entries
            .Where(entry => entry.Kept is not ("." or "..") && page.Includes(entry.Kept))
            .OrderBy(entry => entry.Kept, StringComparer.Ordinal)
            .Take(page.Size + 1)
            .ToList();
        await Xml.WriteAsync(request, new XElement(
            "EnumerationResults",
            new XAttribute("ServiceEndpoint", $"https://{request.Http.Host}/{request.Account}/"),
            new XAttribute("ShareName", request.Share!),
            new XAttribute("DirectoryPath", string.Join('/', request.Path)),
            page.Elements(),
            new XElement("DirectoryId", inode),
            new XElement("Entries", names.Take(page.Size).Select(entry => View(request, entry.Kept))),
            new XElement("NextMarker", names.Count > page.Size ? Paging.MarkerAfter(names[page.Size - 1].Kept) : "")));
    }

    /// <summary>Null if it is gone by now.</summary>
    private XElement? View(FileRequest request, string name)
    {
        using var place = Place.Of(folders.Content(request.Id), [.. request.Path, name]);
        return place.Look() is not { } status ? null : new XElement(
            status.IsFolder ? "Directory" : "File",
            new XElement("FileId", status.Inode),
            new XElement("Name", name),
            new XElement(
                "Properties",
                status.IsFile ? new XElement("Content-Length", status.Size) : null,
                new XElement("CreationTime", FileFacts.Text(FileFacts.Created(status))),
                new XElement("LastAccessTime", FileFacts.Text(FileFacts.Accessed(status))),
                new XElement("LastWriteTime", FileFacts.Text(FileFacts.Modified(status))),
                new XElement("ChangeTime", FileFacts.Text(FileFacts.Changed(status))),
                new XElement("Last-Modified", FileFacts.Modified(status).ToString("R", CultureInfo.InvariantCulture)),
                new XElement("Etag", FileFacts.ETag(status))),
            new XElement("Attributes", FileFacts.Attributes(status)),
            new XElement("PermissionKey", "0"));
    }

    private Place At(FileRequest request) => Place.Of(folders.Content(request.Id), request.Path);

    private static Task Done(FileRequest request, Place place, int status)
    {
        FileFacts.Tell(request.Context.Response, place);
        request.Context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
