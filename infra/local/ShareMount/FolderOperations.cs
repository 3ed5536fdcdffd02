using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using CloudWorkspaces.Local.ShareMount.Protocol;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>Names and folders.</summary>
internal sealed class FolderOperations(Share share)
{
    private const uint Mode = 0x1ff;

    private readonly ConcurrentDictionary<ulong, List<FolderEntry>> _listings = new();
    private ulong _lastListing;

    public int Lookup(ref Request request, ref Answer answer)
    {
        var parent = request.Header.Node;
        if (request.TakeName() is not { } name)
        {
            return Errno.NoEntry;
        }

        share.Names.EnterReadLock();
        try
        {
            if (share.Tree.PathOf(parent, name) is not { } path)
            {
                return Errno.Stale;
            }

            var error = Share.Look(path, out var status);
            if (error == 0)
            {
                share.Mention(parent, name, status, ref answer);
            }

            return error;
        }
        finally
        {
            share.Names.ExitReadLock();
        }
    }

    public int Make(ref Request request, ref Answer answer)
    {
        request.Take<MakeFolderRequest>();
        var parent = request.Header.Node;
        if (request.TakeName() is not { } name)
        {
            return Errno.Invalid;
        }

        share.Names.EnterReadLock();
        try
        {
            var path = share.Tree.PathOf(parent, name);
            var error = path is null ? Errno.Stale : Linux.ErrorOf(Linux.MakeFolder(path, Mode));
            if (error == 0 && (error = Share.Look(path!, out var status)) == 0)
            {
                share.Mention(parent, name, status, ref answer);
            }

            return error;
        }
        finally
        {
            share.Names.ExitReadLock();
        }
    }

    public int RemoveFile(ref Request request) => Remove(ref request, Linux.RemoveFile);

    public int RemoveFolder(ref Request request) => Remove(ref request, Linux.RemoveFolder);

    public int Rename(ref Request request, bool withFlags)
    {
        var (target, flags) = withFlags
            ? request.Take<RenameWithFlagsRequest>() is var given ? (given.NewFolder, given.Flags) : default
            : (request.Take<RenameRequest>().NewFolder, 0u);
        if ((flags & ~Linux.NoReplace) != 0 || request.TakeName() is not { } from || request.TakeName() is not { } to)
        {
            return Errno.Invalid;
        }

        share.Names.EnterWriteLock();
        try
        {
            var source = request.Header.Node;
            if (share.Tree.PathOf(source, from) is not { } old || share.Tree.PathOf(target, to) is not { } path)
            {
                return Errno.Stale;
            }

            var error = Linux.ErrorOf(Linux.Rename(Linux.CurrentFolder, old, Linux.CurrentFolder, path, flags));
            if (error == 0)
            {
                share.Tree.Move(source, from, target, to);
            }

            return error;
        }
        finally
        {
            share.Names.ExitWriteLock();
        }
    }

    public int Open(ref Answer answer)
    {
        answer.Put(new OpenAnswer { Handle = Interlocked.Increment(ref _lastListing) });
        return 0;
    }

    /// <summary>What is in the folder is looked up when the kernel reads its beginning, and pages come from that.</summary>
    public int Read(ref Request request, ref Answer answer)
    {
        var asked = request.Take<TransferRequest>();
        if (asked.Offset == 0 || !_listings.TryGetValue(asked.Handle, out var listing))
        {
            share.Names.EnterReadLock();
            try
            {
                if (share.Tree.PathOf(request.Header.Node) is not { } path)
                {
                    return Errno.NoEntry;
                }

                var error = FolderEntry.Read(path, out listing);
                if (error != 0)
                {
                    return error;
                }
            }
            finally
            {
                share.Names.ExitReadLock();
            }

            _listings[asked.Handle] = listing;
        }

        Page(listing, (int)asked.Offset, (int)asked.Size, ref answer);
        return 0;
    }

    public int Release(ref Request request)
    {
        _listings.TryRemove(request.Take<HandleRequest>().Handle, out _);
        return 0;
    }

    private static void Page(List<FolderEntry> listing, int first, int size, ref Answer answer)
    {
        var header = Marshal.SizeOf<FolderEntryHeader>();
        var end = answer.Length + size;
        for (var at = first; at < listing.Count; at++)
        {
            var (name, inode, kind) = (listing[at].Shown, listing[at].Inode, listing[at].Kind);
            var length = Encoding.UTF8.GetByteCount(name);
            var padded = (length + 7) & ~7;
            if (answer.Length + header + padded > end)
            {
                break;
            }

            answer.Put(new FolderEntryHeader
            {
                Inode = inode,
                NextOffset = (ulong)at + 1,
                NameLength = (uint)length,
                Kind = kind,
            });
            answer.Room[..padded].Clear();
            Encoding.UTF8.GetBytes(name, answer.Room);
            answer.Advance(padded);
        }
    }

    private int Remove(ref Request request, Func<string, int> remove)
    {
        if (request.TakeName() is not { } name)
        {
            return Errno.NoEntry;
        }

        share.Names.EnterWriteLock();
        try
        {
            var path = share.Tree.PathOf(request.Header.Node, name);
            var error = path is null ? Errno.Stale : Linux.ErrorOf(remove(path));
            if (error == 0)
            {
                share.Tree.Remove(request.Header.Node, name);
            }

            return error;
        }
        finally
        {
            share.Names.ExitWriteLock();
        }
    }
}
