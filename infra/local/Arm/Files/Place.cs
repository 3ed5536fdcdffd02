using CloudWorkspaces.Local.ShareMount;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>
/// Where something is or could be in a share: its name, and the folder that it is in, held open so that nothing can take
/// that folder's place meanwhile.
/// </summary>
internal sealed class Place : IDisposable
{
    private const uint Wanted = FileStatus.Basic | 0x800;

    private readonly SafeFileHandle _folder;
    private readonly string _name;

    private Place(SafeFileHandle folder, string name) => (_folder, _name) = (folder, name);

    /// <summary>A path of this process to it. To be used only for calls that do not follow a link at its end.</summary>
    public string Path => $"/proc/self/fd/{_folder.DangerousGetHandle()}/{_name}";

    /// <summary>Throws FileException 404 if the share or the folder that it is in is missing.</summary>
    public static Place Of(string content, IReadOnlyList<string> names)
    {
        using var root = Beneath.OpenRoot(content) ?? throw FileException.ShareNotFound();
        var parent = names.Count < 2 ? "." : string.Join('/', names.SkipLast(1));
        var folder = Beneath.Open(root, parent, Beneath.PathOnly | Linux.Folder, out _) ?? throw FileException.ParentNotFound();
        return new Place(folder, names.Count == 0 ? "." : names[^1]);
    }

    /// <summary>What is there; null if nothing, or a link.</summary>
    public FileStatus? Look()
    {
        var error = Linux.ErrorOf(Linux.GetStatus(Linux.CurrentFolder, Path, Linux.NoFollow, Wanted, out var status));
        return error == 0 && (status.IsFile || status.IsFolder) ? status : null;
    }

    public FileStatus LookAtParent()
    {
        Linux.GetStatus(Linux.CurrentFolder, $"/proc/self/fd/{_folder.DangerousGetHandle()}/.", 0, Wanted, out var status);
        return status;
    }

    /// <summary>Throws FileException unless a file is there.</summary>
    public FileStatus RequireFile() => Require(status => status.IsFile);

    /// <summary>Throws FileException unless a folder is there.</summary>
    public FileStatus RequireFolder() => Require(status => status.IsFolder);

    /// <summary>Throws FileException if the file cannot be opened.</summary>
    public SafeFileHandle Open(int flags) => Beneath.Open(_folder, _name, flags, out var error) ?? throw Failure(error);

    public SafeFileHandle Create() =>
        Beneath.Create(_folder, _name, out var error) ?? throw Failure(error);

    /// <summary>Throws FileException for the error of a call; 0 is none.</summary>
    public static void Check(int error)
    {
        if (error != 0)
        {
            throw Failure(error);
        }
    }

    public void Dispose() => _folder.Dispose();

    private FileStatus Require(Func<FileStatus, bool> isRight)
    {
        var status = Look() ?? throw FileException.NotFound();
        return isRight(status) ? status : throw FileException.WrongKind();
    }

    private static FileException Failure(int error) => error switch
    {
        2 or 40 => FileException.NotFound(),
        13 => FileException.ReadOnly(),
        17 => FileException.AlreadyExists(),
        20 or 21 => FileException.WrongKind(),
        22 => new FileException(400, "InvalidInput", "A directory cannot be moved into itself."),
        28 or 122 => new FileException(413, "ShareSizeLimitReached", "There is no room left in the share."),
        36 => new FileException(400, "InvalidResourceName", "The name is too long."),
        39 => new FileException(409, "DirectoryNotEmpty", "The specified directory is not empty."),
        _ => throw new IOException($"The file system refused with error {error}."),
    };
}
