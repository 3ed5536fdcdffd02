using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>Query parameters of the durable endpoints. As with the official ones, a value that is not understood counts as absent.</summary>
internal sealed class WebhookQuery(IQueryCollection query)
{
    public string? Text(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool Flag(string name, bool absent = false) => bool.TryParse(Text(name), out var flag) ? flag : absent;

    public int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Seconds.</summary>
    public TimeSpan? Duration(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < int.MaxValue / 1_000
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>UTC where it names no zone.</summary>
    public DateTimeOffset? Time(string name) => DateTimeOffset.TryParse(
        Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    public IReadOnlyList<OrchestrationRuntimeStatus>? Statuses(string name)
    {
        var statuses = new List<OrchestrationRuntimeStatus>();
        foreach (var text in (Text(name) ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (Enum.TryParse<OrchestrationRuntimeStatus>(text, ignoreCase: true, out var status))
            {
                statuses.Add(status);
            }
        }

        return statuses.Count > 0 ? statuses : null;
    }
}
