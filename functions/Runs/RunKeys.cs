using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs;

/// <summary>
/// Keys of the tables of runs. A run has the partition <c>{workspace}:{id}</c> to itself; one that is not over has a row
/// in the partition of its workspace among the open ones too. Ids in lists are inverted, so that a plain range read gives
/// the newest first.
/// </summary>
internal static class RunKeys
{
    public const string Run = "run";

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string Partition(string workspace, RunId id) => $"{Checked(workspace)}:{id}";

    /// <summary>The state as it is stored and as the API shows it.</summary>
    public static string Name(RunState state) => state.ToString().ToLowerInvariant();

    /// <summary>The trigger as it is stored and as the API shows it.</summary>
    public static string Name(RunTrigger trigger) => trigger.ToString().ToLowerInvariant();

    /// <summary>Replaces each digit by its complement: ascending order of the result is descending order of ids.</summary>
    public static string Invert(RunId id) => Invert(id.Value);

    public static RunId Revert(string inverted) => RunId.Parse(Invert(inverted));

    public static string Checked(string workspace) => WorkspaceName.TryParse(workspace, out _)
        ? workspace
        : throw new ArgumentException($"'{workspace}' is not the name of a workspace.", nameof(workspace));

    private static string Invert(string id) =>
        string.Create(id.Length, id, static (target, source) =>
        {
            for (var index = 0; index < source.Length; index++)
            {
                target[index] = Alphabet[^(Alphabet.IndexOf(source[index], StringComparison.Ordinal) + 1)];
            }
        });
}
