using CloudWorkspaces.Local.Functions.Storage;
using CloudWorkspaces.Testing;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>A start with more instances than are read one by one.</summary>
public sealed class ManyInstancesTests
{
    private const int Waiting = 200;

    [Fact]
    public async Task Start_ManyInstancesWait_AllGoOn()
    {
        var hub = TestApp.NewHub();
        var ids = new List<string>();
        await using (var first = await TestApp.StartAsync(hub))
        {
            for (var number = 0; number < Waiting; number++)
            {
                ids.Add(await Scripts.StartAsync(first.Client, async context =>
                    await context.CallActivityAsync<int>(nameof(Scripts.Echo), 1) + await context.WaitForExternalEvent<int>("go")));
                // Those that have ended lie between those that have not.
                await Scripts.RunAsync(first.Client, _ => Task.FromResult<object?>(0));
            }
        }

        await using var second = await TestApp.StartAsync(hub);
        await Task.WhenAll(ids.Select((id, number) => second.Client.RaiseEventAsync(id, "go", number)));
        var ended = await Task.WhenAll(ids.Select(id => Scripts.EndAsync(second.Client, id)));

        Assert.Equal(Enumerable.Range(1, Waiting), ended.Select(instance => instance.ReadOutputAs<int>()));
    }

    [Fact]
    public async Task Read_MoreThanItsPages_LeavesOutWhatIsNotWhole()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var storage = new HubStorage(azurite.ConnectionString, new HubNames(TestApp.NewHub()));
        await storage.CreateAsync(CancellationToken.None);
        string[] partitions = ["a", "b", "c", "d", "e", "f", "g", "h"];
        foreach (var partition in partitions)
        {
            await WriteAsync(storage, partition, rows: 300);
        }

        await WriteAsync(storage, "bb", rows: 50);

        var found = await PartitionReader.ReadAsync(storage.Instances, partitions, CancellationToken.None);

        // One page of 1,000 rows, whose last partition is cut off.
        Assert.Equal(["a", "b", "c"], found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found.Values, rows => Assert.Equal(300, rows.Count));
    }

    [Fact]
    public async Task Read_Few_AreLeftToQueriesOfTheirOwn()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var storage = new HubStorage(azurite.ConnectionString, new HubNames(TestApp.NewHub()));

        Assert.Empty(await PartitionReader.ReadAsync(storage.Instances, ["a", "b"], CancellationToken.None));
    }

    private static async Task WriteAsync(HubStorage storage, string partition, int rows)
    {
        foreach (var batch in Enumerable.Range(0, rows).Chunk(100))
        {
            await storage.Instances.SubmitTransactionAsync(batch.Select(row => new Azure.Data.Tables.TableTransactionAction(
                Azure.Data.Tables.TableTransactionActionType.Add,
                new Azure.Data.Tables.TableEntity(partition, $"{row:D4}"))));
        }
    }
}
