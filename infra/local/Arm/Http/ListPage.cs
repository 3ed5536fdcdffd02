using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>A page of a list, and where the next one is; null on the last.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string? NextLink);

internal static class ListPage
{
    private const string Token = "$skiptoken";
    private const string Filter = "$filter";

    /// <summary>The page that the request's skip token asks for. Throws ArmException 400.</summary>
    /// <param name="key">Orders the items; what is added or removed meanwhile does not shift the pages.</param>
    public static ListPage<T> Of<T>(HttpRequest request, IEnumerable<T> items, Func<T, string> key, int size)
    {
        var after = After(request.Query[Token].ToString());
        var found = items
            .OrderBy(key, StringComparer.OrdinalIgnoreCase)
            .Where(item => after is null || StringComparer.OrdinalIgnoreCase.Compare(key(item), after) > 0)
            .Take(size + 1)
            .ToList();
        if (found.Count <= size)
        {
            return new ListPage<T>(found, null);
        }

        var token = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(key(found[size - 1])));
        var filter = request.Query[Filter].ToString() is { Length: > 0 } given ? $"&%24filter={Uri.EscapeDataString(given)}" : "";
        var link = $"https://{request.Host}{request.Path}?api-version={request.Query["api-version"]}{filter}&%24skiptoken={token}";
        return new ListPage<T>(found[..size], link);
    }

    private static string? After(string token)
    {
        try
        {
            return token.Length == 0 ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            throw ArmException.BadRequest("InvalidSkipToken", $"The skip token '{token}' is invalid.", Token);
        }
    }
}
