using System.Text;
using CloudWorkspaces.Http;
using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Functions.Tests.Secrets;

[Trait("Category", "Azurite")]
public sealed class SecretStoreTests
{
    private readonly string _workspace = $"ws-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task Put_AndRead_ValueIsDeliveredAndStoredEncrypted()
    {
        var bench = await SecretBench.StartAsync();

        var first = await bench.PutAsync(_workspace, "B", "swordfish");
        await bench.PutAsync(_workspace, "a.txt", "text", SecretDelivery.File);

        Assert.Equal((1, "tester"), (first.Version, first.UpdatedBy));
        var read = await bench.Values.ReadAllAsync(_workspace, CancellationToken.None);
        Assert.Equal(
            [("B", SecretDelivery.Environment, "swordfish"), ("a.txt", SecretDelivery.File, "text")],
            read.Select(one => (one.Name, one.Delivery, one.Value)));
        Assert.All(await bench.ValueRowsAsync(_workspace), row => Assert.DoesNotContain(
            "swordfish", Encoding.Latin1.GetString(row.GetBinary("Content")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Put_Again_NewVersionTakesThePlaceOfTheOld()
    {
        var bench = await SecretBench.StartAsync();
        var first = await bench.PutAsync(_workspace, "A", "one");

        var second = await bench.PutAsync(_workspace, "A", "two");

        Assert.Equal((2, first.CreatedOn), (second.Version, second.CreatedOn));
        Assert.Null(await bench.Vault.FindAsync(first.Value, CancellationToken.None));
        Assert.Equal("two", Assert.Single(await bench.Values.ReadAllAsync(_workspace, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Put_ManyAtOnce_OneValueStaysAndNoneIsLeftOver()
    {
        var bench = await SecretBench.StartAsync();

        var puts = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => bench.PutAsync(_workspace, "A", $"{number}")));

        Assert.Equal(Enumerable.Range(1, 8), puts.Select(put => put.Version).Order());
        var row = Assert.Single(await bench.ValueRowsAsync(_workspace));
        Assert.Equal(puts.Single(put => put.Version == 8).Value.Version, row.RowKey);
    }

    [Fact]
    public async Task Put_Refused_LeavesNoValue()
    {
        var bench = await SecretBench.StartAsync();
        SecretChange change = new() { Name = "A", Delivery = SecretDelivery.File, Value = "one", By = "tester" };

        await Assert.ThrowsAsync<ProblemException>(() => bench.Store.PutAsync(
            _workspace, change, _ => throw new ProblemException(Problems.PreconditionFailed("No.")), CancellationToken.None));

        Assert.Empty(await bench.ValueRowsAsync(_workspace));
    }

    [Fact]
    public async Task Delete_RemovesRowAndValue()
    {
        var bench = await SecretBench.StartAsync();
        await bench.PutAsync(_workspace, "A", "one");

        Assert.True(await DeleteAsync());
        Assert.False(await DeleteAsync());

        Assert.Empty(await bench.Values.ReadAllAsync(_workspace, CancellationToken.None));
        Assert.Empty(await bench.ValueRowsAsync(_workspace));
        Task<bool> DeleteAsync() => bench.Store.DeleteAsync(
            _workspace, SecretDelivery.Environment, "A", _ => { }, CancellationToken.None);
    }

    [Fact]
    public async Task Kept_IsApartFromDeliveredOfTheSameName()
    {
        var bench = await SecretBench.StartAsync();
        await bench.PutAsync(_workspace, "A", "users");
        await bench.Kept.PutAsync(_workspace, "A", "own", CancellationToken.None);

        Assert.Equal("own", await bench.Kept.FindAsync(_workspace, "A", CancellationToken.None));
        Assert.Equal("users", Assert.Single(await bench.Values.ReadAllAsync(_workspace, CancellationToken.None)).Value);
        await bench.Kept.RemoveAsync(_workspace, "A", CancellationToken.None);
        Assert.Null(await bench.Kept.FindAsync(_workspace, "A", CancellationToken.None));
        Assert.Single(await bench.ValueRowsAsync(_workspace));
    }

    [Fact]
    public async Task DeleteAll_TakesEverythingOfTheWorkspaceAlone()
    {
        var bench = await SecretBench.StartAsync();
        var other = _workspace + "-b";
        await bench.PutAsync(_workspace, "A", "one");
        await bench.Kept.PutAsync(_workspace, "B", "two", CancellationToken.None);
        await bench.PutAsync(other, "A", "three");

        await bench.Store.DeleteAllAsync(_workspace, CancellationToken.None);

        Assert.Empty(await bench.ValueRowsAsync(_workspace));
        Assert.Null(await bench.Kept.FindAsync(_workspace, "B", CancellationToken.None));
        Assert.Single(await bench.Values.ReadAllAsync(other, CancellationToken.None));
    }

    [Fact]
    public async Task Start_WithAFormerKey_EncryptsAnewSoThatItCanGo()
    {
        var before = await SecretBench.StartAsync(current: 10);
        await before.PutAsync(_workspace, "A", "swordfish");

        await SecretBench.StartAsync(current: 11, former: [10]);

        var after = await SecretBench.StartAsync(current: 11);
        Assert.Equal(
            "swordfish", Assert.Single(await after.Values.ReadAllAsync(_workspace, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Read_KeyIsGone_NamesTheSecretAndSaysWhatToDo()
    {
        await (await SecretBench.StartAsync(current: 20)).PutAsync(_workspace, "A", "swordfish");
        var after = await SecretBench.StartAsync(current: 21);

        var failure = await Assert.ThrowsAsync<SecretUnreadableException>(
            () => after.Values.ReadAllAsync(_workspace, CancellationToken.None));

        Assert.Contains("'A'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not in the settings", failure.Message, StringComparison.Ordinal);
        await after.PutAsync(_workspace, "A", "again");
        Assert.Equal("again", Assert.Single(await after.Values.ReadAllAsync(_workspace, CancellationToken.None)).Value);
    }
}
