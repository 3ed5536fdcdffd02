using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>
/// What is signed with an account's key: "Authorize with Shared Key" of the Storage services' REST reference.
/// </summary>
internal static class SharedKey
{
    private static readonly string[] Headers =
    [
        "Content-Encoding", "Content-Language", "Content-Length", "Content-MD5", "Content-Type", "Date", "If-Modified-Since",
        "If-Match", "If-None-Match", "If-Unmodified-Since", "Range",
    ];

    public static string StringToSign(FileRequest request)
    {
        var text = new StringBuilder(request.Http.Method).Append('\n');
        foreach (var header in Headers)
        {
            text.Append(Value(request, header)).Append('\n');
        }

        var own = request.Http.Headers
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: Trimmed(header.Value)))
            .Where(header => header.Name.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Name, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append('/').Append(request.Account).Append(request.RawPath);
        var query = QueryHelpers.ParseQuery(request.Http.QueryString.Value)
            .GroupBy(item => item.Key.ToLowerInvariant(), item => item.Value)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var parameter in query)
        {
            var values = parameter.SelectMany(value => value).Order(StringComparer.Ordinal);
            text.Append('\n').Append(parameter.Key).Append(':').AppendJoin(',', values);
        }

        return text.ToString();
    }

    /// <summary>When the request says that it was made.</summary>
    public static DateTimeOffset? MadeOn(FileRequest request) =>
        DateTimeOffset.TryParse(
            request.Header("x-ms-date") ?? request.Header("Date"), CultureInfo.InvariantCulture, out var date) ? date : null;

    private static string Value(FileRequest request, string header) => header switch
    {
        "Content-Length" when request.Header(header) is "0" => "",
        "Date" when request.Header("x-ms-date") is not null => "",
        _ => request.Header(header) ?? "",
    };

    private static string Trimmed(StringValues values) => string.Join(',', values.Select(value => value?.Trim()));
}
