using System.Text;
using System.Text.Json;
using CloudWorkspaces.Environments;
using CloudWorkspaces.Http;
using CloudWorkspaces.Secrets;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>
/// Checks parameters before a run is accepted: names and numbers, the secrets that they name, and, where the notebook's
/// schema is known, names and types. YAML is read in the container, by the YAML of papermill itself.
/// </summary>
public sealed class ParameterChecks(NotebookSchemas schemas, SecretTable secrets, IOptions<RunOptions> options)
{
    private const string Yaml = "parametersYaml";

    internal async Task CheckAsync(
        Workspace workspace, RunSubmission submission, ParameterSchema? schema, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(submission.ParametersYaml ?? "") > options.Value.MaxParametersBytes)
        {
            errors.Add(Yaml, $"must have at most {options.Value.MaxParametersBytes} bytes.");
        }

        if (submission.Parameters is { } parameters)
        {
            await CheckAsync(workspace, [(RunJson.Parameters, parameters)], schema, errors, cancellationToken);
        }
    }

    /// <param name="workspace">Whose secrets may be named.</param>
    /// <param name="sets">Each with the field that it is in.</param>
    /// <param name="schema">Null where it is not known, or does not count.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    internal async Task CheckAsync(
        Workspace workspace,
        IEnumerable<(string Field, JsonElement Parameters)> sets,
        ParameterSchema? schema,
        RequestErrors errors,
        CancellationToken cancellationToken)
    {
        HashSet<string>? names = null;
        foreach (var (field, parameters) in sets)
        {
            ParameterRules.Check(parameters, options.Value.MaxParametersBytes, errors, field);
            schema?.Check(parameters, field, errors);
            foreach (var (parameter, secret) in SecretReferences.In(parameters))
            {
                names ??= await NamesAsync(workspace, cancellationToken);
                if (!names.Contains(secret))
                {
                    errors.Add($"{field}.{parameter}", $"names the secret '{secret}', which the workspace does not have.");
                }
            }
        }
    }

    /// <summary>
    /// The schema of a notebook that a run is asked to be strict about, if it is known, and where the run is to put it if
    /// not. Both null for one in home, whose content only the container sees.
    /// </summary>
    internal async Task<(ParameterSchema? Known, string? Wanted)> SchemaAsync(
        Workspace workspace,
        bool strict,
        ReadOnlyMemory<byte> notebook,
        EnvironmentVersion? environment,
        string? kernel,
        CancellationToken cancellationToken)
    {
        if (!strict || notebook.IsEmpty || environment is null)
        {
            return (null, null);
        }

        var folder = NotebookSchemas.Folder(notebook, environment.Image, kernel);
        var known = await schemas.FindAsync(workspace.Name.Value, folder, cancellationToken);
        return known is { Error: null } ? (known, null) : (null, folder);
    }

    private async Task<HashSet<string>> NamesAsync(Workspace workspace, CancellationToken cancellationToken) =>
        await secrets.ListAsync(workspace.Name.Value, cancellationToken).Select(secret => secret.Name)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
}
