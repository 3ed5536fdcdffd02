using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>
/// The two keys of each storage account: that of the settings, else derived from a secret that is made once and kept in the
/// state folder, which only its owner enters.
/// </summary>
internal sealed class AccountKeys(IOptions<ArmOptions> options)
{
    public static readonly string[] Names = ["key1", "key2"];

    private readonly byte[] _secret = LoadOrCreate(Path.Combine(options.Value.StateFolder, "storage.key"));

    public byte[] Of(string account, string name) => name == Names[0] && options.Value.StorageKey is { Length: > 0 } given
        ? Convert.FromBase64String(given)
        : HMACSHA512.HashData(_secret, Encoding.UTF8.GetBytes($"{account}/{name}"));

    public bool Has(string account, string key) => Names.Any(name => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Of(account, name))), Encoding.UTF8.GetBytes(key)));

    private static byte[] LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using (var stream = new FileStream(file + ".new", options))
            {
                stream.Write(RandomNumberGenerator.GetBytes(64));
            }

            File.Move(file + ".new", file);
        }

        return File.ReadAllBytes(file);
    }
}
