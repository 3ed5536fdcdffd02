using System.Runtime.InteropServices;
using CloudWorkspaces.Local.ShareMount.Protocol;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>Leads each request to its operation.</summary>
internal sealed class Dispatcher(Share share)
{
    /// <summary>Bytes in one read or write at most.</summary>
    public const int MaxTransfer = 1024 * 1024;

    private const uint Major = 7;
    private const uint Minor = 31;
    private const int PageSize = 4096;

    private readonly FileOperations _files = new(share);
    private readonly FolderOperations _folders = new(share);
    private readonly AttributeOperations _attributes = new(share);

    /// <summary>The answer, within <paramref name="buffer"/>; empty if the kernel wants none.</summary>
    public ReadOnlySpan<byte> Handle(ReadOnlySpan<byte> message, Span<byte> buffer)
    {
        var request = new Request(message);
        var answer = new Answer(buffer);
        try
        {
            switch (request.Header.Operation)
            {
                case Operation.Forget:
                    share.Tree.Forget(request.Header.Node, request.Take<ForgetRequest>().Count);
                    return [];
                case Operation.ForgetMany:
                    ForgetMany(ref request);
                    return [];
                case Operation.Interrupt:
                    return [];
                default:
                    var error = Do(ref request, ref answer);
                    return answer.Finish(request.Header.Id, error);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Console.Error.WriteLine($"{request.Header.Operation}: {exception}");
            return answer.Finish(request.Header.Id, Errno.InputOutput);
        }
    }

    private int Do(ref Request request, ref Answer answer) => request.Header.Operation switch
    {
        Operation.Initialize => Initialize(ref request, ref answer),
        Operation.Lookup => _folders.Lookup(ref request, ref answer),
        Operation.GetAttributes => _attributes.Get(ref request, ref answer),
        Operation.SetAttributes => _attributes.Set(ref request, ref answer),
        Operation.FileSystemStatus => _attributes.GetFileSystem(ref answer),
        Operation.MakeFolder => _folders.Make(ref request, ref answer),
        Operation.RemoveFile => _folders.RemoveFile(ref request),
        Operation.RemoveFolder => _folders.RemoveFolder(ref request),
        Operation.Rename => _folders.Rename(ref request, withFlags: false),
        Operation.RenameWithFlags => _folders.Rename(ref request, withFlags: true),
        Operation.ReadFolder => _folders.Read(ref request, ref answer),
        Operation.OpenFolder => _folders.Open(ref answer),
        Operation.ReleaseFolder => _folders.Release(ref request),
        Operation.Open => _files.Open(ref request, ref answer),
        Operation.Create => _files.Create(ref request, ref answer),
        Operation.Read => FileOperations.Read(ref request, ref answer),
        Operation.Write => FileOperations.Write(ref request, ref answer),
        Operation.Synchronize => FileOperations.Synchronize(ref request),
        Operation.Release => _files.Release(ref request),
        Operation.SynchronizeFolder or Operation.Destroy => 0,
        // As Linux's CIFS client answers on a share without Unix extensions.
        Operation.SymbolicLink or Operation.Link => Errno.NotSupported,
        Operation.MakeNode => Errno.NotPermitted,
        // Extended attributes, locks and what else the kernel can do, or refuse, by itself.
        _ => Errno.NotImplemented,
    };

    private static int Initialize(ref Request request, ref Answer answer)
    {
        var asked = request.Take<InitializeRequest>();
        const uint Wanted = InitializeAnswer.AsyncRead | InitializeAnswer.TruncateByOpening | InitializeAnswer.BigWrites |
            InitializeAnswer.InvalidateChangedData | InitializeAnswer.ParallelFolders |
            InitializeAnswer.HandleKillPrivileges | InitializeAnswer.MaxPagesGiven;
        answer.Put(new InitializeAnswer
        {
            Major = Major,
            Minor = Minor,
            ReadAhead = asked.ReadAhead,
            Flags = asked.Flags & Wanted,
            MaxBackground = 32,
            CongestionThreshold = 24,
            MaxWrite = MaxTransfer,
            TimeGranularity = 1,
            MaxPages = MaxTransfer / PageSize,
        });
        return asked.Major == Major ? 0 : Errno.NotSupported;
    }

    private void ForgetMany(ref Request request)
    {
        var count = request.Take<ForgetManyRequest>().Count;
        foreach (var one in MemoryMarshal.Cast<byte, ForgetOne>(request.Rest)[..(int)count])
        {
            share.Tree.Forget(one.Node, one.Count);
        }
    }
}
