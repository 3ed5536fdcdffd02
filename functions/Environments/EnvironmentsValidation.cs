using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments;

/// <summary>Names every environment in the settings that lacks its version or image.</summary>
internal sealed class EnvironmentsValidation : IValidateOptions<EnvironmentsOptions>
{
    public ValidateOptionsResult Validate(string? name, EnvironmentsOptions options)
    {
        var failures = options.Items.SelectMany(item => Failures(item.Key, item.Value)).ToList();
        if (options.Items.Count == 0)
        {
            failures.Add("Environments: at least one environment is needed.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(string name, EnvironmentOptions environment)
    {
        if (string.IsNullOrWhiteSpace(environment.Version))
        {
            yield return $"Environments:{name}:Version is missing.";
        }

        if (string.IsNullOrWhiteSpace(environment.Image))
        {
            yield return $"Environments:{name}:Image is missing.";
        }
    }
}
