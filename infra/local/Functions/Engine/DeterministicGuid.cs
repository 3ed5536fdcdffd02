using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>GUIDs of version 5 (RFC 9562) from a name.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] s_namespace = new Guid("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    public static Guid From(string name)
    {
#pragma warning disable CA5350 // The algorithm of version 5; nothing is kept secret by it.
        Span<byte> hash = SHA1.HashData([.. s_namespace, .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash = hash[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
