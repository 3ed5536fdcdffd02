using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>
/// Row keys in a workspace's partition of the table of sessions: <c>s:{inverted id}</c> is a session, so that a range
/// read gives the newest first; <c>l:{name}</c> says that a session of this name is not over; <see cref="Guard"/> is
/// written by everything that adds such a row, so that two of them cannot both count to below the limit.
/// </summary>
internal static class SessionRows
{
    public const string SessionPrefix = "s:";
    public const string LivePrefix = "l:";
    public const string Guard = "guard";

    /// <summary>Above every character of a key.</summary>
    public const string End = "~";

    public static string Session(RunId id) => SessionPrefix + RunKeys.Invert(id);

    public static string Live(string name) => LivePrefix + name;
}
