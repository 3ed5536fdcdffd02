using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>
/// 2,000 files of 100 kB each that a run fetches, rewrites and writes back, beside rclone on the same storage, in
/// alternation. In each run somebody else changes one file meanwhile: both versions must be there in the end.
/// </summary>
internal static class Mounts
{
    private const int Files = 2_000;
    private const int FileBytes = 100_000;
    private const string Change = "of others";
    private const double MegaBytes = Files * FileBytes / 1e6;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    public static async Task MeasureAsync(int rounds)
    {
        await using var stack = await LocalStack.StartAsync();
        var container = new BlobContainerClient(stack.StorageConnection, "default-files");
        await FillAsync(container);
        await using var mounts = new MountClient(stack.Client.Http);
        await mounts.PutAsync("data", new { kind = "blob", prefix = "data", writeBackSeconds = 0 });
        using var rclone = new Rclone(stack.StorageConnection);
        List<double> fetched = [], written = [], rcloneFetched = [], rcloneWritten = [];
        for (var round = -1; round < rounds; round++)
        {
            var run = await RunAsync(stack, container, $"data/{round + 1:0000}.bin");
            var theirs = await rclone.RoundAsync("default-files/data");
            // The first round warms caches and compilers and is not counted.
            if (round >= 0)
            {
                fetched.Add(run["hydrateMs"]!.GetValue<long>());
                written.Add(run["writeBackMs"]!.GetValue<long>());
                rcloneFetched.Add(theirs.Fetched);
                rcloneWritten.Add(theirs.Written);
            }
        }

        Console.WriteLine($"{rounds} rounds of {Files} files with {MegaBytes:0} MB, milliseconds: median (min-max), MB/s");
        Report("fetched", fetched, rcloneFetched);
        Report("written back", written, rcloneWritten);
    }

    private static void Report(string what, List<double> ours, List<double> theirs)
    {
        Console.WriteLine($"  {what,-13} by a mount {Timing.Summary(ours)} {Rate(ours):0.0} MB/s");
        Console.WriteLine($"  {what,-13} by rclone  {Timing.Summary(theirs)} {Rate(theirs):0.0} MB/s");
        Console.WriteLine($"  {what,-13} ratio      {Timing.Median(ours) / Timing.Median(theirs):0.00}");
    }

    private static double Rate(IEnumerable<double> milliseconds) => MegaBytes / (Timing.Median(milliseconds) / 1000);

    private static async Task<JsonNode> RunAsync(LocalStack stack, BlobContainerClient container, string changed)
    {
        var id = await stack.Client.RunAsync(Notebooks.Python(
            """
            import os, pathlib
            files = sorted(pathlib.Path('/mnt/data').rglob('*.bin'))
            """,
            """
            import time
            time.sleep(5)  # for the change by others
            for path in files:
                path.write_bytes(os.urandom(path.stat().st_size))
            print(len(files))
            """));
        await stack.Client.WaitForCellAsync(id, completed: 1, Deadline);
        await container.GetBlobClient(changed).UploadAsync(BinaryData.FromString(Change), overwrite: true);
        var run = await stack.Client.WaitForEndAsync(id, Deadline);
        var mount = run["mounts"]?[0];
        if (mount?["conflicts"] is not JsonArray { Count: 1 } conflicts || mount["writtenFiles"]!.GetValue<int>() != Files)
        {
            throw new InvalidOperationException($"The run did not write back all files with one conflict: {run}");
        }

        var theirs = await container.GetBlobClient(changed).DownloadContentAsync();
        var kept = container.GetBlobClient($"data/{conflicts[0]!["keptAs"]!.GetValue<string>()}");
        var ours = await kept.DownloadContentAsync();
        if (theirs.Value.Content.ToString() != Change || ours.Value.Content.ToMemory().Length != FileBytes)
        {
            throw new InvalidOperationException($"A version of {changed} is lost.");
        }

        await container.GetBlobClient(changed).UploadAsync(ours.Value.Content, overwrite: true);
        await kept.DeleteAsync();
        return mount;
    }

    private static async Task FillAsync(BlobContainerClient container)
    {
        var content = new byte[FileBytes];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Files),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, cancel) =>
            {
                var own = (byte[])content.Clone();
                Random.Shared.NextBytes(own);
                await container.UploadBlobAsync($"data/{number:0000}.bin", BinaryData.FromBytes(own), cancel);
            });
    }
}
