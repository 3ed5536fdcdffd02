using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs;

/// <summary>
/// Keys of the table of runs. A run's rows are in the partition <c>{workspace}:{bucket}</c>: the run itself under
/// <c>r:{inverted id}</c> and a copy of it for the list by state under <c>s:{state}:{inverted id}</c>. Ids are
/// inverted so that a plain range read gives the newest first. The partition <c>{workspace}</c> is the directory: one
/// row per bucket that has runs, newest first as well.
/// </summary>
internal static class RunKeys
{
    public const string RunPrefix = "r:";

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int NoBucket = 99_999_999;

    public static string Partition(string workspace, string bucket) => $"{Checked(workspace)}:{bucket}";

    public static string Run(RunId id) => RunPrefix + Invert(id);

    public static string StatePrefix(RunState state) => $"s:{Name(state)}:";

    public static string State(RunState state, RunId id) => StatePrefix(state) + Invert(id);

    public static string DirectoryPartition(string workspace) => Checked(workspace);

    public static string DirectoryRow(string bucket) => $"{NoBucket - int.Parse(bucket):D8}";

    public static string BucketOf(string directoryRow) => $"{NoBucket - int.Parse(directoryRow):D8}";

    /// <summary>The state as it is stored and as the API shows it.</summary>
    public static string Name(RunState state) => state.ToString().ToLowerInvariant();

    /// <summary>The trigger as it is stored and as the API shows it.</summary>
    public static string Name(RunTrigger trigger) => trigger.ToString().ToLowerInvariant();

    /// <summary>Replaces each digit by its complement: ascending order of the result is descending order of ids.</summary>
    public static string Invert(RunId id) =>
        string.Create(id.Value.Length, id.Value, static (target, source) =>
        {
            for (var index = 0; index < source.Length; index++)
            {
                target[index] = Alphabet[^(Alphabet.IndexOf(source[index], StringComparison.Ordinal) + 1)];
            }
        });

    private static string Checked(string workspace) => WorkspaceName.TryParse(workspace, out _)
        ? workspace
        : throw new ArgumentException($"'{workspace}' is not the name of a workspace.", nameof(workspace));
}
