using System.Globalization;

namespace CloudWorkspaces.Agent.Activity;

/// <summary>
/// Connections to JupyterLab that still have bytes to send: a browser has not fetched all of an answer. Jupyter itself
/// counts a download only when it is over, or not at all.
/// </summary>
internal static class PendingDownloads
{
    private const string Established = "01";

    /// <param name="tables">Lines of /proc/net/tcp and tcp6, with their headings.</param>
    /// <param name="port">JupyterLab's.</param>
    public static int Count(IEnumerable<string> tables, int port)
    {
        var local = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return tables.Count(line =>
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var here, _, Established, var queues, ..] &&
            here.EndsWith(local, StringComparison.Ordinal) &&
            queues.Split(':') is [var sending, _] &&
            sending.Any(digit => digit is not '0'));
    }
}
