using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>The header <c>Prefer</c> (RFC 7240), as far as it concerns executions.</summary>
/// <param name="Async">Whether <c>respond-async</c> was asked for.</param>
/// <param name="Wait">How long the client is ready to wait; null if it did not say.</param>
internal sealed record Preference(bool Async, TimeSpan? Wait)
{
    public static Preference Read(StringValues headers)
    {
        var preferences = headers
            .SelectMany(header => (header ?? "").Split(',', ';'))
            .Select(preference => preference.Trim())
            .ToList();
        var seconds = preferences
            .Where(preference => preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase))
            .Select(preference => int.TryParse(preference[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var wait) ? (int?)wait : null)
            .FirstOrDefault();
        return new Preference(
            preferences.Contains("respond-async", StringComparer.OrdinalIgnoreCase),
            seconds is { } known ? TimeSpan.FromSeconds(known) : null);
    }

    /// <summary>How long an answer may wait for the end: not at all for an asynchronous one, unless it says how long.</summary>
    public TimeSpan Patience(TimeSpan most)
    {
        var wanted = Wait ?? (Async ? TimeSpan.Zero : most);
        return wanted < most ? wanted : most;
    }
}
