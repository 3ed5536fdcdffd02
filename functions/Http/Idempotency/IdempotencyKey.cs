using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http.Idempotency;

/// <summary>The header <c>Idempotency-Key</c>, as in the IETF's draft-ietf-httpapi-idempotency-key-header.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>Without quotes around it.</summary>
    public const int MaxLength = 255;

    /// <summary>Null when the request has none. The quotes of a structured field are not part of the key.</summary>
    /// <exception cref="ProblemException">400: it is not a key.</exception>
    public static string? Read(IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        var text = values.Count == 1 ? values[0]!.Trim() : "";
        var key = text is ['"', .. var inner, '"'] ? inner : text;
        return key.Length is >= 1 and <= MaxLength && key.All(character => character is > ' ' and <= '~' and not '"')
            ? key
            : throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]>
            {
                [Header] = [$"must be given once, as 1 to {MaxLength} visible ASCII characters without quotes inside."],
            }));
    }
}
