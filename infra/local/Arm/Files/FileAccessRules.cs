using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Local.Arm.Shares;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Lets in who signs with one of the account's keys, has a signature in the address, or the emulator's token.</summary>
internal sealed class FileAccessRules(AccountKeys keys, TimeProvider time, IOptions<ArmOptions> options)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>Throws FileException 401 or 403.</summary>
    public void Require(FileRequest request)
    {
        var authorization = request.Header("Authorization");
        if (authorization is null && request.Query("sig").Length > 0)
        {
            var signature = new SharedAccessSignature(request.Query);
            RequireSignature(request.Account, signature.StringToSign(request), signature.Signature);
            signature.Require(request, Permissions.Of(request), time.GetUtcNow());
            return;
        }

        switch (authorization?.Split(' ', 2))
        {
            case ["SharedKey", var given]:
                RequireSharedKey(request, given);
                break;
            case ["Bearer", var token]:
                if (!AreSame(token, options.Value.Token))
                {
                    throw FileException.Forbidden("The token is not the emulator's.");
                }

                break;
            default:
                throw new FileException(401, "NoAuthenticationInformation", "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.");
        }
    }

    private void RequireSharedKey(FileRequest request, string given)
    {
        if (SharedKey.MadeOn(request) is not { } date || (time.GetUtcNow() - date).Duration() > Skew)
        {
            throw FileException.Forbidden($"The date of the request is not within {Skew.TotalMinutes} minutes of the server's.");
        }

        if (given.Split(':', 2) is not [var account, var signature] || account != request.Account)
        {
            throw FileException.Forbidden("The account of the signature is not the one of the path.");
        }

        RequireSignature(account, SharedKey.StringToSign(request), signature);
    }

    private void RequireSignature(string account, string text, string signature)
    {
        if (!AccountKeys.Names.Any(name => AreSame(signature, Sign(keys.Of(account, name), text))))
        {
            throw FileException.Forbidden($"The signature is not one of '{text.ReplaceLineEndings("\\n")}'.");
        }
    }

    private static string Sign(byte[] key, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private static bool AreSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
