using System.Globalization;

namespace CloudWorkspaces.Local.Arm.Tests.Many;

/// <summary>What a process holds. The heap is what is alive after a collection.</summary>
internal sealed record ProcessFigures(int Threads, int OpenFiles, long HeapBytes, long PeakMemoryBytes)
{
    public static async Task<ProcessFigures> OfAsync(int processId)
    {
        var heap = await ManagedHeap.CollectAsync(processId);
        var status = await File.ReadAllLinesAsync($"/proc/{processId}/status");
        return new ProcessFigures(
            (int)Number(status, "Threads:"), Descriptors(processId).Count(), heap, Number(status, "VmHWM:") * 1024);
    }

    /// <summary>What the process's open descriptors are.</summary>
    public static IEnumerable<string> Descriptors(int processId) => Directory
        .GetFileSystemEntries($"/proc/{processId}/fd")
        .Select(file => new FileInfo(file).LinkTarget)
        .OfType<string>();

    private static long Number(string[] status, string name)
    {
        var line = status.First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
