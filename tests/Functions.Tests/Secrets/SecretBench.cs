using Azure.Data.Tables;
using CloudWorkspaces.Secrets;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Functions.Tests.Secrets;

/// <summary>Stores of secrets on the shared Azurite. Tests use workspaces of their own.</summary>
internal sealed record SecretBench(TableServiceClient Tables, ISecretVault Vault, SecretTable Table)
{
    public SecretStore Store { get; } = new(Table, Vault, TimeProvider.System);

    public SecretValues Values { get; } = new(Table, Vault);

    public KeptValues Kept => new(Store, Values);

    public static byte[] Key(byte fill) => [.. Enumerable.Repeat(fill, SecretCipher.KeyBytes)];

    /// <param name="current">Fills the current key.</param>
    /// <param name="former">Fill former keys.</param>
    public static async Task<SecretBench> StartAsync(byte current = 1, params byte[] former)
    {
        TableServiceClient tables = new((await AzuriteServer.SharedAsync()).ConnectionString);
        SecretCipher cipher = new(Key(current), former.Select(Key));
        TableVault vault = new(tables, cipher, NullLogger<TableVault>.Instance);
        SecretBench bench = new(tables, vault, new SecretTable(tables));
        await bench.Table.StartAsync(CancellationToken.None);
        await vault.StartAsync(CancellationToken.None);
        return bench;
    }

    public Task<Secret> PutAsync(
        string workspace, string name, string value, SecretDelivery delivery = SecretDelivery.Environment) =>
        Store.PutAsync(
            workspace,
            new() { Name = name, Delivery = delivery, Value = value, By = "tester" },
            _ => { },
            CancellationToken.None);

    public Task<List<TableEntity>> ValueRowsAsync(string workspace) => Tables.GetTableClient("SecretValues")
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {workspace}")).ToListAsync().AsTask();
}
