using CloudWorkspaces.Local.ShareMount.Protocol;
using static CloudWorkspaces.Local.ShareMount.Protocol.SetAttributesRequest;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>
/// Attributes of files and folders. The kernel has refused those who may not change them by then; for all others owner
/// and mode stay silently as they are.
/// </summary>
internal sealed class AttributeOperations(Share share)
{
    private const uint Writable = 0x1b6;
    private const uint NotWritable = 0x124;
    private const int LongestName = 255;

    public int Get(ref Request request, ref Answer answer)
    {
        var asked = request.Take<GetAttributesRequest>();
        var node = request.Header.Node;
        var handle = (asked.Flags & GetAttributesRequest.HasHandle) != 0 ? (int)asked.Handle : (int?)null;
        using var borrowed = handle is null ? share.Tree.Borrow(node) : null;
        return Tell(node, handle ?? borrowed?.Descriptor, ref answer);
    }

    public int Set(ref Request request, ref Answer answer)
    {
        var asked = request.Take<SetAttributesRequest>();
        var node = request.Header.Node;
        var handle = (asked.Valid & HasHandle) != 0 ? (int)asked.Handle : (int?)null;
        using var borrowed = handle is null ? share.Tree.Borrow(node) : null;
        var file = handle ?? borrowed?.Descriptor;
        share.Names.EnterReadLock();
        try
        {
            var path = share.Tree.PathOf(node);
            var error = SetMode(asked, path);
            error = error == 0 ? SetSize(asked, file, path) : error;
            error = error == 0 ? SetTimes(asked, file, path) : error;
            if (error != 0)
            {
                return error;
            }
        }
        finally
        {
            share.Names.ExitReadLock();
        }

        return Tell(node, file, ref answer);
    }

    public int GetFileSystem(ref Answer answer)
    {
        var error = Linux.ErrorOf(Linux.GetFileSystem(share.Folder, out var found));
        answer.Put(new FileSystemAnswer
        {
            Blocks = found.Blocks,
            FreeBlocks = found.FreeBlocks,
            AvailableBlocks = found.AvailableBlocks,
            Files = found.Files,
            FreeFiles = found.FreeFiles,
            BlockSize = (uint)found.BlockSize,
            FragmentSize = (uint)found.FragmentSize,
            LongestName = LongestName,
        });
        return error;
    }

    private int Tell(ulong node, int? file, ref Answer answer)
    {
        share.Names.EnterReadLock();
        try
        {
            var error = file is { } open
                ? Share.Look(open, out var status)
                : share.Tree.PathOf(node) is { } path ? Share.Look(path, out status) : Stale(out status);
            answer.Put(new AttributesAnswer { Attributes = Share.Describe(status) });
            return error;
        }
        finally
        {
            share.Names.ExitReadLock();
        }
    }

    private static int SetMode(in SetAttributesRequest asked, string? path)
    {
        if ((asked.Valid & HasMode) == 0 || path is null)
        {
            return 0;
        }

        var error = Share.Look(path, out var status);
        return error != 0 || !status.IsFile
            ? error
            : Linux.ErrorOf(Linux.ChangeMode(path, (asked.Mode & FileStatus.WriteBits) == 0 ? NotWritable : Writable));
    }

    private static int SetSize(in SetAttributesRequest asked, int? file, string? path)
    {
        if ((asked.Valid & HasSize) == 0)
        {
            return 0;
        }

        if ((asked.Valid & HasHandle) != 0 && file is { } open)
        {
            return Linux.ErrorOf(Linux.SetLength(open, (long)asked.Size));
        }

        var error = path is null ? Errno.Stale : FileOperations.RequireWritable(path);
        if (error != 0)
        {
            return error;
        }

        var opened = Linux.Open(path!, Linux.WriteOnly | Linux.CloseOnExec, 0);
        error = Linux.ErrorOf(opened);
        if (error == 0)
        {
            error = Linux.ErrorOf(Linux.SetLength(opened, (long)asked.Size));
            _ = Linux.Close(opened);
        }

        return error;
    }

    private static unsafe int SetTimes(in SetAttributesRequest asked, int? file, string? path)
    {
        if ((asked.Valid & (HasAccessed | HasModified)) == 0)
        {
            return 0;
        }

        var times = stackalloc TimeSpec[2];
        times[0] = Time(asked.Valid, HasAccessed, AccessedNow, asked.Accessed, asked.AccessedNanoseconds);
        times[1] = Time(asked.Valid, HasModified, ModifiedNow, asked.Modified, asked.ModifiedNanoseconds);
        return Linux.ErrorOf(path is not null
            ? Linux.SetTimes(Linux.CurrentFolder, path, times, Linux.NoFollow)
            : Linux.SetTimes(file ?? -1, "", times, Linux.EmptyPath));
    }

    private static TimeSpec Time(uint valid, uint given, uint now, ulong seconds, uint nanoseconds) => new()
    {
        Seconds = (long)seconds,
        Nanoseconds = (valid & given) == 0 ? Linux.TimeOmit : (valid & now) != 0 ? Linux.TimeNow : nanoseconds,
    };

    private static int Stale(out FileStatus status)
    {
        status = default;
        return Errno.Stale;
    }
}
