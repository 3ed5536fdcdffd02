namespace CloudWorkspaces.Secrets;

/// <summary>Reads values at the moment when they are needed. Nobody keeps them.</summary>
public sealed class SecretValues(SecretTable table, ISecretVault vault) : IDeliveredSecrets
{
    private const int MaxReads = 3;

    public async Task<IReadOnlyList<ReadSecret>> ReadAllAsync(string workspace, CancellationToken cancellationToken)
    {
        var secrets = await table.ListAsync(workspace, cancellationToken).ToListAsync(cancellationToken);
        var read = await Task.WhenAll(secrets.Select(secret => ReadAsync(secret, cancellationToken)));
        return [.. read.OfType<ReadSecret>()];
    }

    /// <summary>Null when there is none of the name.</summary>
    /// <exception cref="SecretUnreadableException">It cannot be read.</exception>
    public async Task<string?> FindAsync(
        string workspace, SecretDelivery delivery, string name, CancellationToken cancellationToken)
    {
        var (_, secret) = await table.FindAsync(workspace, SecretTable.Key(delivery, name), cancellationToken);
        return secret is null ? null : (await ReadAsync(secret, cancellationToken))?.Value;
    }

    /// <summary>Null when it was deleted meanwhile.</summary>
    private async Task<ReadSecret?> ReadAsync(Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            for (var reads = 1; ; reads++)
            {
                if (await vault.FindAsync(secret.Value, cancellationToken) is { } value)
                {
                    return new() { Name = secret.Name, Delivery = secret.Delivery, Value = value };
                }

                var key = SecretTable.Key(secret.Delivery, secret.Name);
                var (_, current) = await table.FindAsync(secret.Value.Workspace, key, cancellationToken);
                if (current is null)
                {
                    return null;
                }

                if (current.Value == secret.Value || reads == MaxReads)
                {
                    throw new SecretUnreadableException("Its value is missing in the vault.");
                }

                secret = current;
            }
        }
        catch (SecretUnreadableException exception)
        {
            throw new SecretUnreadableException(
                $"The secret '{secret.Name}' cannot be read. {exception.Message} Put it again, or delete it.", exception);
        }
    }
}
