using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Environments;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Environments;

[Trait("Category", "Azurite")]
public sealed class EnvironmentSeedsTests
{
    private readonly string _name = $"e{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task Start_WithAnotherImageForAVersion_IsRefusedAndKeepsTheFirst()
    {
        var store = await StoreAsync();
        await SeedAsync(store, new EnvironmentOptions { Version = "1", Image = "eo@sha256:1" });

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => SeedAsync(store, new EnvironmentOptions { Version = "1", Image = "eo@sha256:2" }));

        Assert.Contains("version 1 has the image eo@sha256:1 and never changes", refused.Message, StringComparison.Ordinal);
        Assert.Equal("eo@sha256:1", (await FindAsync(store, _name))!.Image);
    }

    [Fact]
    public async Task Start_WithAnotherImageToBeRenumbered_GetsTheNextNumberOnce()
    {
        var store = await StoreAsync();
        await SeedAsync(store, new EnvironmentOptions { Version = "1", Image = "eo@sha256:1" });
        foreach (var image in (string[])["eo@sha256:2", "eo@sha256:2", "eo@sha256:3"])
        {
            await SeedAsync(store, new EnvironmentOptions { Version = "1", Image = image, Renumber = true });
        }

        Assert.Equal("1.2", (await FindAsync(store, _name))!.Version);
        Assert.Equal("eo@sha256:1", (await FindAsync(store, $"{_name}:1"))!.Image);
        Assert.Equal("eo@sha256:2", (await FindAsync(store, $"{_name}:1.1"))!.Image);
        Assert.Null(await FindAsync(store, $"{_name}:1.3"));
    }

    [Fact]
    public async Task Start_WithALaterVersion_KeepsTheEarlierAndMakesTheLaterTheNewest()
    {
        var store = await StoreAsync();
        await SeedAsync(store, new EnvironmentOptions { Version = "1", Image = "eo@sha256:1" });
        var retired = TimeProvider.System.GetUtcNow().AddDays(9);

        await SeedAsync(store, new EnvironmentOptions { Version = "2", Image = "eo@sha256:2", Retired = { ["1"] = retired } });

        Assert.Equal("2", (await FindAsync(store, _name))!.Version);
        var earlier = await FindAsync(store, $"{_name}:1");
        Assert.Equal(("eo@sha256:1", retired), (earlier!.Image, earlier.RetiredOn));
    }

    private Task SeedAsync(EnvironmentStore store, EnvironmentOptions seed) => new EnvironmentSeeds(
        store, Options.Create(new EnvironmentsOptions { Items = { [_name] = seed } }), TimeProvider.System)
        .StartAsync(CancellationToken.None);

    private static Task<EnvironmentVersion?> FindAsync(EnvironmentStore store, string reference) =>
        new EnvironmentCatalogue(store, TimeProvider.System).FindAsync(null, reference, CancellationToken.None);

    private static async Task<EnvironmentStore> StoreAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var table = new EnvironmentTable(
            new TableServiceClient(azurite.ConnectionString), new BlobServiceClient(azurite.ConnectionString));
        await table.StartAsync(CancellationToken.None);
        return new EnvironmentStore(table);
    }
}
