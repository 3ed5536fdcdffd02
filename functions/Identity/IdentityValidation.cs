using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

/// <summary>Names every token in the settings that is not complete.</summary>
internal sealed class IdentityValidation : IValidateOptions<IdentityOptions>
{
    private const int HashLength = 64;

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        var failures = options.Tokens.SelectMany(Failures).ToList();
        if (options.Tokens.Count == 0)
        {
            failures.Add("Identity:Tokens: at least one token is needed.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(TokenOptions token, int index)
    {
        if (string.IsNullOrWhiteSpace(token.User))
        {
            yield return $"Identity:Tokens:{index}:User is missing.";
        }
        else if (!UserName.IsValid(token.User))
        {
            yield return $"Identity:Tokens:{index}:User {UserName.Rule}";
        }

        if (token.Sha256.Length != HashLength || !token.Sha256.All(char.IsAsciiHexDigit))
        {
            yield return $"Identity:Tokens:{index}:Sha256 must be {HashLength} hexadecimal digits.";
        }
    }
}
