using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>A key as the official host keeps it.</summary>
/// <param name="Encrypted">True for a value that only the cloud can read: it opens nothing here.</param>
internal sealed record SecretKey(string Name, string Value, bool Encrypted = false)
{
    private const int RandomBytes = 40;

    public static SecretKey New(string name) => new(
        name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes)).Replace('+', '-').Replace('/', '_').TrimEnd('='));

    /// <summary>Takes the same time wherever the texts begin to differ.</summary>
    public bool Opens(string presented) => !Encrypted && !string.IsNullOrEmpty(Value)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Value), Encoding.UTF8.GetBytes(presented));
}
