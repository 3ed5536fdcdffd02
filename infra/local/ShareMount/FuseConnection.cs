using System.Runtime.InteropServices;

namespace CloudWorkspaces.Local.ShareMount;

/// <summary>A mount and the descriptor of /dev/fuse on which the kernel asks for what is done in it.</summary>
internal sealed unsafe class FuseConnection : IDisposable
{
    private const string Device = "/dev/fuse";

    private FuseConnection(int device) => _device = device;

    private readonly int _device;

    /// <summary>
    /// Mounts for all users, who are held to what owner and mode say. The kernel takes the mount down when this process
    /// ends, but for its place in the tree of folders.
    /// </summary>
    public static FuseConnection Mount(string mountPoint)
    {
        var device = Linux.Open(Device, Linux.ReadWrite | Linux.CloseOnExec, 0);
        Check(device, $"{Device} cannot be opened");
        var options = $"fd={device},rootmode=40000,user_id=0,group_id=0,default_permissions,allow_other";
        Check(
            Linux.Mount("share", mountPoint, "fuse.cw-share", Linux.NoSetUser | Linux.NoDevices, options),
            $"The share cannot be mounted at {mountPoint}");
        return new FuseConnection(device);
    }

    /// <summary>Waits for a request. Its size, or 0 if the share is unmounted.</summary>
    public int Receive(byte[] buffer)
    {
        while (true)
        {
            fixed (byte* start = buffer)
            {
                var size = Linux.Read(_device, start, (nuint)buffer.Length);
                switch (Linux.ErrorOf(size))
                {
                    case 0:
                        return (int)size;
                    case Errno.NoDevice:
                        return 0;
                    case Errno.Interrupted or Errno.TryAgain or Errno.NoEntry:
                        // Who asked has given up.
                        continue;
                    default:
                        throw new IOException($"{Device} cannot be read: {Marshal.GetLastPInvokeErrorMessage()}");
                }
            }
        }
    }

    public void Send(ReadOnlySpan<byte> answer)
    {
        fixed (byte* start = answer)
        {
            var written = Linux.Write(_device, start, (nuint)answer.Length);
            if (Linux.ErrorOf(written) is not (0 or Errno.NoEntry or Errno.NoDevice))
            {
                throw new IOException($"{Device} cannot be written: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    public void Dispose() => Linux.Close(_device);

    private static void Check(int result, string what)
    {
        if (result < 0)
        {
            throw new IOException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
