using Azure;
using Azure.Security.KeyVault.Secrets;

namespace CloudWorkspaces.Secrets;

/// <summary>Values in Azure Key Vault, a secret for each.</summary>
internal sealed class KeyVault(SecretClient client) : ISecretVault
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PutAsync(SecretId id, string value, CancellationToken cancellationToken) =>
        client.SetSecretAsync(id.ToString(), value, cancellationToken);

    public async Task<string?> FindAsync(SecretId id, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetSecretAsync(id.ToString(), cancellationToken: cancellationToken)).Value.Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException refused) when (refused.Status is 400 or 401 or 403)
        {
            throw new SecretUnreadableException($"The key vault refuses it ({refused.ErrorCode}).", refused);
        }
    }

    public async Task DeleteAsync(SecretId id, CancellationToken cancellationToken)
    {
        try
        {
            await client.StartDeleteSecretAsync(id.ToString(), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // An earlier try was accepted.
        }
    }

    public async Task DeleteAllAsync(string workspace, CancellationToken cancellationToken)
    {
        var prefix = new SecretId(workspace, "").ToString();
        await foreach (var secret in client.GetPropertiesOfSecretsAsync(cancellationToken))
        {
            if (secret.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                await DeleteAsync(new SecretId(workspace, secret.Name[prefix.Length..]), cancellationToken);
            }
        }
    }
}
