namespace CloudWorkspaces.Agent.Tests.Secrets;

/// <summary>A stream that gives so many bytes at each read.</summary>
internal sealed class Pieces(byte[] content, int size) : MemoryStream(content)
{
    /// <summary>Called before each read but the last two, with how much was given before.</summary>
    public Action<long> Reading { get; init; } = _ => { };

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position + size < Length)
        {
            Reading(Position);
        }

        return new(Read(buffer.Span[..Math.Min(size, buffer.Length)]));
    }
}
