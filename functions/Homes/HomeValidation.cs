using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Homes;

/// <summary>Names all that is wrong with the account of the homes, unless there is none.</summary>
internal sealed class HomeValidation : IValidateOptions<HomeOptions>
{
    public ValidateOptionsResult Validate(string? name, HomeOptions options)
    {
        if (options.AccountName.Length == 0 && options.AccountKey.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        List<string> failures = [.. results.Select(result => $"Homes: {result.ErrorMessage}")];
        if (options.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme != Uri.UriSchemeHttps))
        {
            failures.Add("Homes:Endpoint must be an https address.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
