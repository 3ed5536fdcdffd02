using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>
/// A network namespace, known by a file such as /run/netns/name or /proc/1234/ns/net. A socket belongs to the
/// namespace of the thread that creates it, so sockets are made on a thread that enters the namespace and then ends.
/// </summary>
internal sealed class NetworkNamespace(string path)
{
    private const nuint GetInterfaceFlags = 0x8913;
    private const nuint SetInterfaceFlags = 0x8914;
    private const short UpAndRunning = 0x41;

    public string Path { get; } = path;

    /// <summary>Makes a namespace with nothing but loopback and keeps it under the path until <see cref="Remove"/>.</summary>
    public void Create()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.Create(Path).Dispose();
        OnThread(() =>
        {
            Libc.Checked(Libc.Unshare(Libc.CloneNewNet), "A network namespace cannot be made");
            RaiseLoopback();
            Libc.Checked(
                Libc.Mount("/proc/thread-self/ns/net", Path, null, Libc.MountBind, 0), $"{Path} cannot be mounted");
            return 0;
        });
    }

    /// <summary>Whether the path holds a namespace; a file that a reboot left behind does not.</summary>
    public bool Exists()
    {
        try
        {
            return Enter(() => true);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Lets go of the namespace; it ends with the last process and socket in it.</summary>
    public void Remove()
    {
        _ = Libc.Unmount(Path, Libc.UnmountDetach);
        File.Delete(Path);
    }

    public Socket Listen(IPEndPoint endpoint) => Enter(() =>
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(endpoint);
        socket.Listen(512);
        return socket;
    });

    /// <summary>An unconnected socket that will connect from inside.</summary>
    public Socket CreateSocket() => Enter(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

    private T Enter<T>(Func<T> work)
    {
        using var handle = File.OpenHandle(Path);
        return OnThread(() =>
        {
            Libc.Checked(Libc.SetNamespace(Descriptor(handle), Libc.CloneNewNet), $"{Path} cannot be entered");
            return work();
        });
    }

    /// <summary>Runs on a thread of its own, which ends with the work, so that no other work runs in the namespace.</summary>
    private static T OnThread<T>(Func<T> work)
    {
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result : throw new IOException(failure.Message, failure);
    }

    private static void RaiseLoopback()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Span<byte> request = stackalloc byte[40];
        "lo"u8.CopyTo(request);
        var flags = request[16..];
        Libc.Checked(Libc.Control(Descriptor(socket.SafeHandle), GetInterfaceFlags, ref request[0]), "lo has no flags");
        var raised = (short)(BinaryPrimitives.ReadInt16LittleEndian(flags) | UpAndRunning);
        BinaryPrimitives.WriteInt16LittleEndian(flags, raised);
        Libc.Checked(Libc.Control(Descriptor(socket.SafeHandle), SetInterfaceFlags, ref request[0]), "lo stays down");
    }

    private static int Descriptor(SafeHandleMinusOneIsInvalid handle) => (int)handle.DangerousGetHandle();

    private static int Descriptor(SafeFileHandle handle) => (int)handle.DangerousGetHandle();
}
