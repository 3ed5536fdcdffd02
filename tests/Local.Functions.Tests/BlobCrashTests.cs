using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Local.Functions.TestHost;
using CloudWorkspaces.Testing;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>A host killed with SIGKILL at random moments while it handles blobs. CRASH_SEED repeats a run.</summary>
public sealed class BlobCrashTests(ITestOutputHelper output)
{
    private const int Blobs = 200;

    /// <summary>Fewer than the attempts at a blob: none can become poison by kills alone.</summary>
    private const int Kills = 4;

    [Fact]
    public async Task Kill_AtRandomMoments_EveryBlobIsHandledAndNoneAgainOnceItIsComplete()
    {
        var seed = Environment.GetEnvironmentVariable("CRASH_SEED") is { } text
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : Environment.TickCount;
        output.WriteLine($"CRASH_SEED={seed}");
        var random = new Random(seed);
        var azurite = await AzuriteServer.SharedAsync();
        await using var host = new HostProcess(azurite.ConnectionString);
        var container = new BlobContainerClient(azurite.ConnectionString, host.Uploads);
        await container.CreateAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            await host.StartAsync();
            for (var number = kill; number < Blobs; number += Kills)
            {
                await container.UploadBlobAsync($"in/{number}", BinaryData.Empty);
            }

            await Task.Delay(random.Next(5, 900));
            await host.KillAsync();
        }

        await host.StartAsync();
        var hosts = new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts");
        await Eventually.TrueAsync(
            async () => await CompletedAsync(hosts, host.Uploads) == Blobs,
            TimeSpan.FromSeconds(90),
            $"all receipts are complete; {host.Output}");
        var begun = await NamesAsync(container, Uploads.Begun);
        var done = await NamesAsync(container, Uploads.Done);
        await host.KillAsync();
        await host.StartAsync();
        await container.UploadBlobAsync("in/last", BinaryData.Empty);
        await Eventually.TrueAsync(
            async () => (await NamesAsync(container, Uploads.Done)).Contains("last"),
            TimeSpan.FromSeconds(60),
            $"the last blob is handled; {host.Output}");

        output.WriteLine($"{begun.Count} attempts begun, {done.Count} ended");
        Assert.Equal(Blobs, done.Distinct().Count());
        Assert.Equal(begun.Count + 1, (await NamesAsync(container, Uploads.Begun)).Count);
    }

    private static async Task<int> CompletedAsync(BlobContainerClient hosts, string hostId)
    {
        var completed = 0;
        await foreach (var receipt in hosts.GetBlobsAsync(
            BlobTraits.Metadata, BlobStates.None, $"blobreceipts/{hostId}/", CancellationToken.None))
        {
            completed += BlobReceipt.From(receipt.Metadata).IsCompleted ? 1 : 0;
        }

        return completed;
    }

    private static async Task<List<string>> NamesAsync(BlobContainerClient container, string folder)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder + "/", CancellationToken.None))
        {
            names.Add(blob.Name.Split('/')[1]);
        }

        return names;
    }
}
