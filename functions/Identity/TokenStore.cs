using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Identity;

/// <summary>
/// Access tokens, one row each under its id: a request costs one point read, and a token that was revoked is refused
/// from the next request on, on every host. Lists read the whole table, which has a few rows for each user.
/// </summary>
public sealed class TokenStore(TableServiceClient tables) : IHostedService
{
    private const string Row = "token";

    private readonly TableClient _table = tables.GetTableClient("Tokens");

    public Task StartAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task AddAsync(AccessToken token, CancellationToken cancellationToken) => _table.AddEntityAsync(
        new TableEntity(token.Id, Row)
        {
            [nameof(AccessToken.User)] = token.User,
            [nameof(AccessToken.Label)] = token.Label,
            [nameof(AccessToken.Sha256)] = token.Sha256,
            [nameof(AccessToken.CreatedBy)] = token.CreatedBy,
            [nameof(AccessToken.CreatedOn)] = token.CreatedOn,
            [nameof(AccessToken.ExpiresOn)] = token.ExpiresOn,
        },
        cancellationToken);

    public async Task<AccessToken?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(id, Row, cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <param name="user">Whose tokens; null for all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<AccessToken> ListAsync(
        string? user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = user is null ? null : TableClient.CreateQueryFilter($"User eq {user}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return Read(row);
        }
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        await _table.DeleteEntityAsync(id, Row, ETag.All, cancellationToken);

    private static AccessToken Read(TableEntity row) => new()
    {
        Id = row.PartitionKey,
        User = row.GetString(nameof(AccessToken.User)),
        Label = row.GetString(nameof(AccessToken.Label)),
        Sha256 = row.GetString(nameof(AccessToken.Sha256)),
        CreatedBy = row.GetString(nameof(AccessToken.CreatedBy)),
        CreatedOn = row.GetDateTimeOffset(nameof(AccessToken.CreatedOn))!.Value,
        ExpiresOn = row.GetDateTimeOffset(nameof(AccessToken.ExpiresOn))!.Value,
    };
}
