using CloudWorkspaces.Http;
using CloudWorkspaces.Secrets;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs.Git;

/// <summary>Checks where a notebook is to be fetched from. Whether it is there, only the run's agent finds out.</summary>
public sealed class GitSources(SecretTable secrets)
{
    /// <returns>Useless once an error was added.</returns>
    internal async Task<SubmittedNotebook> CheckAsync(
        Workspace workspace, GitSource source, RequestErrors errors, CancellationToken cancellationToken)
    {
        var own = errors.Within(GitFields.Name);
        GitSourceRules.Check(source, own);
        if (source.Credential is { } name && !await HasSecretAsync(workspace, name, cancellationToken))
        {
            own.Add("credential", $"names the secret '{name}', which workspace '{workspace.Name}' does not have.");
        }

        return new()
        {
            Reference = source.Reference,
            Name = source.Path[(source.Path.LastIndexOf('/') + 1)..],
            Git = source,
        };
    }

    private async Task<bool> HasSecretAsync(Workspace workspace, string name, CancellationToken cancellationToken)
    {
        if (!SecretNames.IsName(name))
        {
            return false;
        }

        // Containers have it either way, and by the same name.
        var key = SecretTable.Key(SecretDelivery.Environment, name);
        var (_, secret) = await secrets.FindAsync(workspace.Name.Value, key, cancellationToken);
        return secret is not null;
    }
}
