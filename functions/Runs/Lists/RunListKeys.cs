using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>
/// Keys of the table of lists. A list has a partition, in this order of rows: <c>c:{inverted lowest id}</c> for each
/// chunk, <c>e:!</c> with the floor, <c>e:{inverted id}</c> for the entries of its head, <c>g:{ticks}:{name}</c> for
/// chunks to be deleted. A chunk is the blob <c>{workspace}/{list}/{chunk}</c>.
/// </summary>
internal static class RunListKeys
{
    public const string All = "all";
    public const string Chunks = "c:";
    public const string ChunksEnd = "c;";
    public const string Entries = "e:";
    public const string EntriesEnd = "e;";
    public const string Floor = "e:!";
    public const string Garbage = "g:";
    public const string GarbageEnd = "g;";

    public static string Entry(RunId id) => Entries + RunKeys.Invert(id);

    public static string ChunkRow(RunId low) => Chunks + RunKeys.Invert(low);

    public static string GarbageRow(DateTimeOffset due, string name) => $"{Garbage}{due.UtcTicks:D19}:{name}";

    public static string Partition(string workspace, string list) => $"{RunKeys.Checked(workspace)}:{list}";

    public static string ChunkBlob(string list, string chunk) => $"{list.Replace(':', '/')}/{chunk}";

    /// <summary>The number of the table that has a list, of so many.</summary>
    public static int Table(string partition, int count) => SHA256.HashData(Encoding.UTF8.GetBytes(partition))[0] % count;

    public static string State(RunState state) => $"state:{RunKeys.Name(state)}";

    public static string Trigger(RunTrigger trigger) => $"trigger:{RunKeys.Name(trigger)}";

    public static string Notebook(string notebook) => $"notebook:{Hash(notebook)}";

    public static string Schedule(string schedule) => $"schedule:{Hash(schedule)}";

    public static string Batch(string batch) => $"batch:{Hash(batch)}";

    public static string Word(string word) => $"word:{Hash(word)}";

    /// <summary>The lists that a run is in when it is over; nothing that decides it changes from then on.</summary>
    public static IEnumerable<string> Of(RunRecord run) =>
    [
        All,
        State(run.State),
        Trigger(run.Trigger),
        Notebook(run.Notebook),
        .. run.Schedule is { } schedule ? [Schedule(schedule)] : Array.Empty<string>(),
        .. run.Batch is { } batch ? [Batch(batch)] : Array.Empty<string>(),
        .. RunWords.Of(run).Select(Word),
    ];

    /// <summary>Of any text a key of bounded length with no character that keys must not have.</summary>
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]);
}
