using System.Buffers.Binary;
using System.Text;

namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>Finds the name that a client asks for in the first bytes that it sends: HTTP's Host or TLS's server name.</summary>
internal static class RequestedName
{
    private const byte Handshake = 22;
    private const int RecordHeader = 5;
    private const int BeforeSessionId = RecordHeader + 4 + 2 + 32;

    /// <summary>Null if no name is there, or not yet; without a port and in lower case otherwise.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        var name = head.Length > 0 && head[0] == Handshake ? ServerName(head) : Host(head);
        return name?.ToLowerInvariant();
    }

    private static string? Host(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        var header = lines.Skip(1).SkipLast(1).FirstOrDefault(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase));
        return header?["Host:".Length..].Trim().Split(':')[0];
    }

    private static string? ServerName(ReadOnlySpan<byte> head)
    {
        try
        {
            var rest = head[BeforeSessionId..];
            rest = rest[(1 + rest[0])..];
            rest = rest[(2 + Length(rest))..];
            rest = rest[(1 + rest[0])..];
            for (rest = rest[2..]; rest.Length > 4; rest = rest[(4 + Length(rest[2..]))..])
            {
                // Extension 0 is a list of names, of which there is one, of kind 0.
                if (Length(rest) == 0)
                {
                    return Encoding.ASCII.GetString(rest.Slice(9, Length(rest[7..])));
                }
            }

            return null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
        catch (IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static int Length(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
