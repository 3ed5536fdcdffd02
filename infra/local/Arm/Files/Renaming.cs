using CloudWorkspaces.Local.Arm.Shares;
using CloudWorkspaces.Local.ShareMount;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Moves a file or directory within its share; the request goes to where it is to be.</summary>
internal sealed class Renaming(ShareFolders folders)
{
    private const string SourceHeader = "x-ms-file-rename-source";
    private const string ReplaceHeader = "x-ms-file-rename-replace-if-exists";
    private const string IgnoreReadOnlyHeader = "x-ms-file-rename-ignore-readonly";

    public Task RenameAsync(FileRequest request, bool isFolder)
    {
        var content = folders.Content(request.Id);
        var replace = IsTrue(request, ReplaceHeader);
        using var source = Place.Of(content, SourcePath(request));
        using var target = Place.Of(content, request.Path);
        _ = isFolder ? source.RequireFolder() : source.RequireFile();
        switch (target.Look())
        {
            case { } when !replace:
                throw FileException.AlreadyExists();
            case { IsFolder: true }:
                throw FileException.WrongKind();
            case { IsReadOnly: true } when !IsTrue(request, IgnoreReadOnlyHeader):
                throw FileException.ReadOnly();
        }

        Place.Check(Linux.ErrorOf(Linux.Rename(
            Linux.CurrentFolder, source.Path, Linux.CurrentFolder, target.Path, replace ? 0 : Linux.NoReplace)));
        if (FileExtras.ReadMetadata(request) is { Count: > 0 } metadata)
        {
            (FileExtras.Of(target.Path) with { Metadata = metadata }).Save(target.Path);
        }

        FileChanges.SetAttributes(request, target);
        FileChanges.SetLastWrite(request, target);
        FileFacts.Tell(request.Context.Response, target);
        request.Context.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    /// <summary>The source is a whole address, of the same share. Throws FileException 400.</summary>
    private static IReadOnlyList<string> SourcePath(FileRequest request)
    {
        var text = request.Header(SourceHeader);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var source))
        {
            throw FileException.Header(SourceHeader, text);
        }

        var parts = source.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (parts is not [var account, var share, _, ..] || account != request.Account || share != request.Share ||
            parts.Any(part => part.Contains('/')))
        {
            throw FileException.Header(SourceHeader, text);
        }

        return FileNames.Split(string.Join('/', parts.Skip(2)));
    }

    private static bool IsTrue(FileRequest request, string header) =>
        "true".Equals(request.Header(header), StringComparison.OrdinalIgnoreCase);
}
