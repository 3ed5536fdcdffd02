using System.Globalization;
using System.Text;

namespace CloudWorkspaces.Local.Functions.Storage;

/// <summary>Names of a task hub's tables, containers and rows.</summary>
internal sealed class HubNames
{
    public const string StatusRow = "status";
    public const string CarryRow = "carry";
    public const string HistoryPrefix = "h";
    public const string InboxPrefix = "i";
    public const string OutboxPrefix = "o";

    public HubNames(string hub)
    {
        if (hub.Length is < 3 or > 45 || !char.IsAsciiLetter(hub[0]) || !hub.All(char.IsAsciiLetterOrDigit))
        {
            throw new InvalidOperationException(
                $"host.json: extensions.durableTask.hubName \"{hub}\" must be 3 to 45 letters and digits and begin with a letter.");
        }

        Hub = hub;
    }

    public string Hub { get; }

    public string Instances => Hub + "Instances";

    public string Active => Hub + "Active";

    public string Timers => Hub + "Timers";

    public string Container => Hub.ToLowerInvariant() + "-hub";

    public static string History(int execution, int generation, int turn) =>
        $"{HistoryPrefix}{execution:D6}.{generation:D8}.{turn:D8}";

    public static string Inbox(int execution, long order, string id) => $"{InboxPrefix}{execution:D6}.{order:D19}.{id}";

    public static string Carry(int execution, int generation) => $"{CarryRow}{execution:D6}.{generation:D8}";

    public static string Outbox(int execution, int generation, int turn) =>
        $"{OutboxPrefix}{execution:D6}.{generation:D8}.{turn:D8}";

    /// <summary>A partition key: characters that keys may not hold are written as <c>!hhhh</c>.</summary>
    public static string Key(string instanceId)
    {
        if (instanceId.All(IsPlain))
        {
            return instanceId;
        }

        var key = new StringBuilder(instanceId.Length + 16);
        foreach (var character in instanceId)
        {
            _ = IsPlain(character)
                ? key.Append(character)
                : key.Append('!').Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }

    private static bool IsPlain(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '@' or '~';
}
