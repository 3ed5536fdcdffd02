using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Secrets;

/// <summary>
/// Encrypts values with AES-256-GCM. What is encrypted names its key and is bound to its place: at another place, under
/// another key or changed in any bit it does not open.
/// </summary>
internal sealed class SecretCipher
{
    public const int KeyBytes = 32;
    private const int TagBytes = 16;

    private readonly Dictionary<string, byte[]> _keys;

    /// <param name="current">What new values are encrypted with.</param>
    /// <param name="former">What else may still be in use.</param>
    public SecretCipher(byte[] current, IEnumerable<byte[]> former)
    {
        CurrentKeyId = IdOf(current);
        _keys = former.Append(current).DistinctBy(IdOf).ToDictionary(IdOf);
    }

    public string CurrentKeyId { get; }

    public SealedValue Seal(string value, string place)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var content = new byte[plain.Length + TagBytes];
        using var cipher = new AesGcm(_keys[CurrentKeyId], TagBytes);
        cipher.Encrypt(
            nonce, plain, content.AsSpan(0, plain.Length), content.AsSpan(plain.Length), Encoding.UTF8.GetBytes(place));
        CryptographicOperations.ZeroMemory(plain);
        return new(CurrentKeyId, nonce, content);
    }

    /// <exception cref="SecretUnreadableException">The key is not among the settings, or the value was tampered with.</exception>
    public string Open(SealedValue value, string place)
    {
        if (!_keys.TryGetValue(value.KeyId, out var key))
        {
            throw new SecretUnreadableException($"It was encrypted with the key {value.KeyId}, which is not in the settings.");
        }

        var length = value.Content.Length - TagBytes;
        var plain = new byte[Math.Max(length, 0)];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(
                value.Nonce,
                value.Content.AsSpan(0, plain.Length),
                value.Content.AsSpan(plain.Length),
                plain,
                Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new SecretUnreadableException("What is stored of it is damaged.", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Tells keys apart without telling of them.</summary>
    private static string IdOf(byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, "cloud-workspaces/secrets/key-id"u8))[..8];
}
