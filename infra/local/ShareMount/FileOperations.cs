using CloudWorkspaces.Local.ShareMount.Protocol;
using CloudWorkspaces.Local.ShareMount.Tree;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>
/// Open files. Each write reaches the share at once, so that all who use the share see it. Where to append is the
/// kernel's to say: it has one idea of a file's length for all containers.
/// </summary>
internal sealed class FileOperations(Share share)
{
    private const uint Mode = 0x1b6;

    private readonly OpenFiles _open = new(share.Tree);

    /// <summary>Root writes read-only files on Linux, but a share's server does not let it.</summary>
    public static int RequireWritable(string path)
    {
        var error = Share.Look(path, out var status);
        return error == 0 && status.IsReadOnly ? Errno.Access : error;
    }

    public int Open(ref Request request, ref Answer answer)
    {
        var flags = request.Take<OpenRequest>().Flags & (Linux.AccessMode | Linux.Truncate);
        share.Names.EnterReadLock();
        try
        {
            if (share.Tree.Find(request.Header.Node) is not { } node || share.Tree.PathOf(node.Id) is not { } path)
            {
                return Errno.Stale;
            }

            var error = flags == Linux.ReadOnly ? 0 : RequireWritable(path);
            if (error != 0)
            {
                return error;
            }

            var file = Linux.Open(path, flags | Linux.CloseOnExec, 0);
            error = Linux.ErrorOf(file);
            if (error == 0)
            {
                answer.Put(new OpenAnswer { Handle = _open.Add(node, file) });
            }

            return error;
        }
        finally
        {
            share.Names.ExitReadLock();
        }
    }

    public int Create(ref Request request, ref Answer answer)
    {
        var flags = request.Take<CreateRequest>().Flags & (Linux.AccessMode | Linux.Truncate | Linux.Exclusive);
        var parent = request.Header.Node;
        if (request.TakeName() is not { } name)
        {
            return Errno.Invalid;
        }

        share.Names.EnterReadLock();
        try
        {
            if (share.Tree.PathOf(parent, name) is not { } path)
            {
                return Errno.Stale;
            }

            var file = Linux.Open(path, flags | Linux.Create | Linux.CloseOnExec, Mode);
            var error = Linux.ErrorOf(file);
            if (error != 0)
            {
                return error;
            }

            error = Share.Look(file, out var status);
            var node = share.Mention(parent, name, status, ref answer);
            answer.Put(new OpenAnswer { Handle = _open.Add(node, file) });
            return error;
        }
        finally
        {
            share.Names.ExitReadLock();
        }
    }

    public static unsafe int Read(ref Request request, ref Answer answer)
    {
        var asked = request.Take<TransferRequest>();
        var room = answer.Room[..(int)asked.Size];
        var done = 0;
        fixed (byte* start = room)
        {
            while (done < room.Length)
            {
                var read = Linux.ReadAt((int)asked.Handle, start + done, (nuint)(room.Length - done), asked.Offset + done);
                if (Linux.ErrorOf(read) is var error and not 0)
                {
                    return error;
                }

                if (read == 0)
                {
                    break;
                }

                done += (int)read;
            }
        }

        answer.Advance(done);
        return 0;
    }

    public static unsafe int Write(ref Request request, ref Answer answer)
    {
        var asked = request.Take<TransferRequest>();
        var content = request.Rest[..(int)asked.Size];
        var done = 0;
        fixed (byte* start = content)
        {
            while (done < content.Length)
            {
                var written = Linux.WriteAt(
                    (int)asked.Handle, start + done, (nuint)(content.Length - done), asked.Offset + done);
                if (Linux.ErrorOf(written) is var error and not 0)
                {
                    return error;
                }

                done += (int)written;
            }
        }

        answer.Put(new WriteAnswer { Size = asked.Size });
        return 0;
    }

    public static int Synchronize(ref Request request) =>
        Linux.ErrorOf(Linux.Synchronize((int)request.Take<HandleRequest>().Handle));

    public int Release(ref Request request)
    {
        _open.Close(request.Take<HandleRequest>().Handle);
        return 0;
    }
}
