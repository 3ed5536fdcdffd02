using System.Collections.Concurrent;
using System.Text.Json;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>
/// <c>agent packages</c>: reads and writes the user's packages as the user, whose files could else lead the agent, as root,
/// astray. It takes a task from standard input and leaves its report on standard output.
/// </summary>
internal static class PackagesCommand
{
    public const string Command = "packages";

    /// <summary>Home is on a network: several files at a time hide its latency.</summary>
    private const int AtATime = 4;

    public static async Task<int> ExecuteAsync(TimeProvider time)
    {
        var line = await Console.In.ReadLineAsync();
        if (line is null || JsonSerializer.Deserialize(line, AgentJson.Default.PackageTask) is not { } task)
        {
            return AgentVersion.Usage();
        }

        var report = await TryAsync(task, time);
        Console.Out.WriteLine(JsonSerializer.Serialize(report, AgentJson.Default.PackageReport));
        return 0;
    }

    public static async Task<PackageReport> RestoreAsync(PackageTask task, CancellationToken cancellationToken)
    {
        var packages = KeptPackage.Newest(new PackageFolder(task.Site, task.Folder, task.MaxBytes).All());
        var problems = new ConcurrentQueue<string>();
        var restored = new ConcurrentQueue<RestoredPackage>();
        await Parallel.ForEachAsync(
            packages,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (package, cancel) =>
            {
                try
                {
                    await using var file = File.OpenRead(package.Path);
                    await PackageArchive.UnpackAsync(task.Site, package.Archive, file, cancel);
                    restored.Enqueue(new(package.Distribution.Name, package.Distribution.Version, package.Archive.Content));
                }
                catch (Exception exception) when (IsOfFiles(exception))
                {
                    problems.Enqueue($"{package.Distribution} could not be restored from {package.Path}: {exception.Message}");
                }
            });
        return new()
        {
            Restored = [.. restored.OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase)],
            Problems = [.. problems.Order(StringComparer.Ordinal)],
        };
    }

    public static async Task<PackageReport> KeepAsync(
        PackageTask task, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(task.Folder);
        var folder = new PackageFolder(task.Site, task.Folder, task.MaxBytes);
        List<string> problems = [], again = [];
        foreach (var added in task.Added.Select(DistributionName.OfFolder).OfType<DistributionName>())
        {
            try
            {
                if (await folder.AddAsync(added, cancellationToken) is { } problem)
                {
                    problems.Add(problem);
                }
            }
            catch (Exception exception) when (IsOfFiles(exception))
            {
                problems.Add($"{added} is not kept: {exception.Message}");
                again.Add(added.Folder);
            }
        }

        foreach (var removed in task.Removed.Select(DistributionName.OfFolder).OfType<DistributionName>())
        {
            folder.Remove(removed);
        }

        folder.Tidy(time.GetUtcNow());
        await folder.WriteListAsync(cancellationToken);
        return new() { Problems = problems, Again = again };
    }

    private static async Task<PackageReport> TryAsync(PackageTask task, TimeProvider time)
    {
        try
        {
            return task.Restore
                ? await RestoreAsync(task, CancellationToken.None)
                : await KeepAsync(task, time, CancellationToken.None);
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            return new() { Failure = exception.Message };
        }
    }

    private static bool IsOfFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or InvalidDataException or FormatException;
}
