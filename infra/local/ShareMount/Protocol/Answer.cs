using System.Runtime.InteropServices;

namespace CloudWorkspaces.Local.ShareMount.Protocol;

/// <summary>The answer to a request, written into a buffer behind the place of its header.</summary>
internal ref struct Answer(Span<byte> buffer)
{
    public static readonly int HeaderSize = Marshal.SizeOf<AnswerHeader>();

    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; } = HeaderSize;

    /// <summary>Room for what an operation writes itself, which it then reports to <see cref="Advance"/>.</summary>
    public readonly Span<byte> Room => _buffer[Length..];

    public void Advance(int bytes) => Length += bytes;

    public void Put<T>(in T value)
        where T : struct
    {
        MemoryMarshal.Write(Room, in value);
        Length += Marshal.SizeOf<T>();
    }

    /// <summary>Completes the header; an error has no body.</summary>
    public ReadOnlySpan<byte> Finish(ulong id, int error)
    {
        if (error != 0)
        {
            Length = HeaderSize;
        }

        MemoryMarshal.Write(_buffer, new AnswerHeader { Length = (uint)Length, NegativeError = -error, Id = id });
        return _buffer[..Length];
    }
}
