using System.Runtime.InteropServices;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>A name in a folder.</summary>
/// <param name="Kept">As the share has it.</param>
internal readonly record struct FolderEntry(string Kept, ulong Inode, byte Kind)
{
    private static readonly int NameAt = (int)Marshal.OffsetOf<FolderRecord>(nameof(FolderRecord.FirstOfName));

    /// <summary>As Linux shows it.</summary>
    public string Shown => Kept is "." or ".." ? Kept : ReservedCharacters.Restore(Kept);

    /// <summary>Files and folders, and the two names for a folder itself and the one above.</summary>
    public static unsafe int Read(string path, out List<FolderEntry> entries)
    {
        entries = [];
        var folder = Linux.OpenFolder(path);
        if (folder == 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        while (Linux.ReadFolder(folder) is var record && record != null)
        {
            if (record->Kind is FolderRecord.File or FolderRecord.Folder or FolderRecord.Unknown)
            {
                var kept = Marshal.PtrToStringUTF8((nint)record + NameAt)!;
                entries.Add(new FolderEntry(kept, record->Inode, record->Kind));
            }
        }

        _ = Linux.CloseFolder(folder);
        return 0;
    }
}
