using System.Buffers;
using System.Net.Sockets;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>Accepts connections and copies bytes both ways to a socket that is connected for each of them.</summary>
internal sealed class SocketRelay : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(10);

    private readonly Socket _listener;
    private readonly Func<Socket, CancellationToken, Task<Socket>> _connect;
    private readonly Action<int>? _sent;
    private readonly Action<int>? _answered;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public SocketRelay(
        Socket listener,
        Func<CancellationToken, Task<Socket>> connect,
        Action<int>? sent = null,
        Action<int>? answered = null)
        : this(listener, (_, token) => connect(token), sent, answered)
    {
    }

    /// <param name="connect">Gives where an accepted connection goes, and may have read and passed on some of it.</param>
    /// <param name="sent">Told of the bytes that came from the accepted side.</param>
    /// <param name="answered">Told of the bytes that came from the connected side.</param>
    public SocketRelay(
        Socket listener,
        Func<Socket, CancellationToken, Task<Socket>> connect,
        Action<int>? sent = null,
        Action<int>? answered = null)
    {
        (_listener, _connect, _sent, _answered) = (listener, connect, sent, answered);
        _accepting = AcceptAsync(_stop.Token);
    }

    /// <summary>Frees the port; what was accepted goes on until the relay is disposed.</summary>
    public void StopListening() => _listener.Dispose();

    /// <summary>Closes the listener and every connection that was relayed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var accepted = await _listener.AcceptAsync(cancellationToken);
                _ = ServeAsync(accepted, cancellationToken);
            }
            catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Reset before it was accepted, or the machine lacks what a connection needs: that may last.
                await Task.Delay(AcceptPause, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket near, CancellationToken cancellationToken)
    {
        using (near)
        {
            try
            {
                near.NoDelay = true;
                using var far = await _connect(near, cancellationToken);
                await Task.WhenAll(
                    CopyAsync(near, far, _sent, cancellationToken), CopyAsync(far, near, _answered, cancellationToken));
            }
            catch (Exception exception) when (IsEnd(exception))
            {
                // Either side is gone or nothing listens there: closing the other side is all there is to tell.
            }
        }
    }

    private static async Task CopyAsync(
        Socket from, Socket to, Action<int>? count, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, cancellationToken)) > 0;)
            {
                count?.Invoke(read);
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancellationToken);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // Ends the other direction as well.
            from.Dispose();
            to.Dispose();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsEnd(Exception exception) =>
        exception is SocketException or ObjectDisposedException or OperationCanceledException or IOException;
}
