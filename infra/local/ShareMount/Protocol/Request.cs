using System.Runtime.InteropServices;
using System.Text;

namespace CloudWorkspaces.Local.ShareMount.Protocol;

/// <summary>A request of the kernel: its header, and its body from which structures and names are taken in order.</summary>
internal ref struct Request
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest;

    public Request(ReadOnlySpan<byte> message)
    {
        Header = MemoryMarshal.Read<RequestHeader>(message);
        _rest = message[Marshal.SizeOf<RequestHeader>()..];
    }

    public RequestHeader Header { get; }

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public T Take<T>()
        where T : struct
    {
        var value = MemoryMarshal.Read<T>(_rest);
        _rest = _rest[Marshal.SizeOf<T>()..];
        return value;
    }

    /// <summary>The next name as it is kept in the share, or null if a share cannot have it: its names are Unicode.</summary>
    public string? TakeName()
    {
        var end = _rest.IndexOf((byte)0);
        var bytes = _rest[..end];
        _rest = _rest[(end + 1)..];
        try
        {
            return ReservedCharacters.Map(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
