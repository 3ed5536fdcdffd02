using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.WebUtilities;

namespace CloudWorkspaces.Mounts;

/// <summary>What the signed address of a container says: everything but the signature.</summary>
internal sealed record SignedContainer(string Account, string Container)
{
    /// <param name="text">Such as <c>https://account.blob.core.windows.net/container?sv=…&amp;sig=…</c>.</param>
    /// <param name="parts">What it says.</param>
    /// <param name="reason">Why not, as the end of a sentence that starts with the field's name.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out SignedContainer? parts, [NotNullWhen(false)] out string? reason)
    {
        (parts, reason) = (null, null);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
        {
            reason = "must be an https or http address, without a user.";
            return false;
        }

        var query = QueryHelpers.ParseQuery(address.Query);
        var path = address.AbsolutePath.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        if (!query.ContainsKey("sig") || query["sr"] != "c" || !MountNames.IsContainer(path[(slash + 1)..]))
        {
            reason = "must be the address of a container with a signature for it (sr=c).";
            return false;
        }

        parts = new(address.GetLeftPart(UriPartial.Authority) + path[..slash], path[(slash + 1)..]);
        return true;
    }
}
