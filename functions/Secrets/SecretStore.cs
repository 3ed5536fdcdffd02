using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Secrets;

/// <summary>
/// Secrets by workspace: a row for each, which names the version of the value in the vault. A new value is stored
/// first, then named, and then the one before it is deleted: who reads meanwhile gets the one or the other.
/// </summary>
public sealed class SecretStore(SecretTable table, ISecretVault vault, TimeProvider time)
{
    private const int MaxConflicts = 20;

    /// <param name="workspace">Whose secret it is.</param>
    /// <param name="change">Name and value.</param>
    /// <param name="check">Throws where the secret as it is, or that it is not there, does not allow the change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Secret> PutAsync(
        string workspace, SecretChange change, Action<Secret?> check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(check);
        var id = SecretId.New(workspace);
        await vault.PutAsync(id, change.Value, cancellationToken);
        Secret? before;
        Secret secret;
        try
        {
            (before, secret) = await NameAsync(id, change, check, cancellationToken);
        }
        catch (Exception refused) when (refused is ProblemException or RequestFailedException { Status: >= 400 and < 500 })
        {
            await vault.DeleteAsync(id, CancellationToken.None);
            throw;
        }

        if (before is not null)
        {
            await vault.DeleteAsync(before.Value, CancellationToken.None);
        }

        return secret;
    }

    /// <summary>False when there is none.</summary>
    public async Task<bool> DeleteAsync(
        string workspace, SecretDelivery delivery, string name, Action<Secret> check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        var key = SecretTable.Key(delivery, name);
        for (var conflicts = 0; ; conflicts++)
        {
            var (tag, secret) = await table.FindAsync(workspace, key, cancellationToken);
            if (secret is null)
            {
                return false;
            }

            check(secret);
            try
            {
                await table.Client.DeleteEntityAsync(workspace, key, tag, cancellationToken);
            }
            catch (RequestFailedException conflict) when (conflict.Status is 412 && conflicts < MaxConflicts)
            {
                continue;
            }

            await vault.DeleteAsync(secret.Value, CancellationToken.None);
            return true;
        }
    }

    public async Task DeleteAllAsync(string workspace, CancellationToken cancellationToken)
    {
        await table.DeleteAllAsync(workspace, cancellationToken);
        await vault.DeleteAllAsync(workspace, cancellationToken);
    }

    private async Task<(Secret? Before, Secret Secret)> NameAsync(
        SecretId id, SecretChange change, Action<Secret?> check, CancellationToken cancellationToken)
    {
        var key = SecretTable.Key(change.Delivery, change.Name);
        for (var conflicts = 0; ; conflicts++)
        {
            var (tag, before) = await table.FindAsync(id.Workspace, key, cancellationToken);
            if (before?.Value == id)
            {
                // The answer to the write was lost.
                return (null, before);
            }

            check(before);
            var now = time.GetUtcNow();
            var secret = new Secret
            {
                Name = change.Name,
                Delivery = change.Delivery,
                Version = (before?.Version ?? 0) + 1,
                Value = id,
                CreatedOn = before?.CreatedOn ?? now,
                UpdatedOn = now,
                UpdatedBy = change.By,
            };
            try
            {
                var row = SecretRow.ToEntity(key, secret);
                await (before is null
                    ? table.Client.AddEntityAsync(row, cancellationToken)
                    : table.Client.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellationToken));
                return (before, secret);
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && conflicts < MaxConflicts)
            {
                // Another change came first.
            }
        }
    }
}
