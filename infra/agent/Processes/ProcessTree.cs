using System.Globalization;

namespace CloudWorkspaces.Agent.Processes;

/// <summary>
/// The agent's descendants, found in /proc. As the container's first process, or as subreaper, it is also the parent
/// of what its descendants left behind, such as the kernel of a papermill that was killed.
/// </summary>
internal static class ProcessTree
{
    private const int SetChildSubreaper = 36;

    public static void AdoptOrphans() => _ = NativeMethods.ProcessControl(SetChildSubreaper, 1, 0, 0, 0);

    /// <summary>Sends SIGKILL to every descendant until none is left, at most <paramref name="rounds"/> times.</summary>
    public static void KillDescendants(int rounds = 5)
    {
        for (var round = 0; round < rounds; round++)
        {
            var living = Descendants(ReadParents(), Environment.ProcessId);
            if (living.Count == 0)
            {
                return;
            }

            foreach (var process in living)
            {
                _ = NativeMethods.Kill(process, NativeMethods.SigKill);
            }
        }
    }

    public static IReadOnlyList<int> Descendants(IReadOnlyDictionary<int, int> parents, int ancestor)
    {
        var children = parents.ToLookup(pair => pair.Value, pair => pair.Key);
        var found = new List<int>();
        var open = new Queue<int>([ancestor]);
        while (open.TryDequeue(out var next))
        {
            foreach (var child in children[next])
            {
                found.Add(child);
                open.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>The parent out of a line of /proc/n/stat; null for a zombie. The name in brackets may hold anything.</summary>
    public static int? LivingParent(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is [not "Z", var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The line /proc/n/stat of every process that can be seen.</summary>
    public static IEnumerable<string> Stats() => ReadStats().Select(process => process.Stat);

    private static Dictionary<int, int> ReadParents() => ReadStats()
        .Select(process => (process.Id, Parent: LivingParent(process.Stat)))
        .Where(process => process.Parent is not null)
        .ToDictionary(process => process.Id, process => process.Parent!.Value);

    private static List<(int Id, string Stat)> ReadStats()
    {
        var stats = new List<(int Id, string Stat)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var process))
            {
                continue;
            }

            try
            {
                stats.Add((process, File.ReadAllText(Path.Combine(folder, "stat"))));
            }
            catch (IOException)
            {
                // It has ended since the folder was listed.
            }
        }

        return stats;
    }
}
