using CloudWorkspaces.Environments;
using CloudWorkspaces.Flavors;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>Checks the default workspace, also against the flavors and environments of the settings.</summary>
internal sealed class WorkspaceValidation(
    IOptions<FlavorsOptions> flavors, IOptions<EnvironmentsOptions> environments) : IValidateOptions<WorkspaceOptions>
{
    public const string BadName = $"Workspaces:Default {WorkspaceName.Rule}";

    public ValidateOptionsResult Validate(string? name, WorkspaceOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(WorkspaceOptions options)
    {
        if (!WorkspaceName.TryParse(options.Default, out _))
        {
            yield return BadName;
        }

        if (!flavors.Value.Items.ContainsKey(options.DefaultFlavor))
        {
            yield return $"Workspaces:DefaultFlavor names '{options.DefaultFlavor}', which is not in Flavors.";
        }

        if (!environments.Value.Items.ContainsKey(options.DefaultEnvironment))
        {
            yield return $"Workspaces:DefaultEnvironment names '{options.DefaultEnvironment}', which is not in Environments.";
        }
    }
}
