using System.Diagnostics.CodeAnalysis;

namespace CloudWorkspaces.Workspaces;

/// <summary>
/// The name of a workspace: 3 to 32 of a–z, 0–9 and single inner hyphens, starting with a letter. It is part of blob
/// container names and table keys.
/// </summary>
public readonly record struct WorkspaceName
{
    public const string Rule = "must be 3 to 32 of a-z, 0-9 and single inner hyphens, starting with a letter.";

    /// <summary>As <see cref="Rule"/>, but for the length.</summary>
    public const string Pattern = "^[a-z](-?[a-z0-9])+$";

    private const int MinLength = 3;
    private const int MaxLength = 32;

    private WorkspaceName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out WorkspaceName name)
    {
        var valid = text is { Length: >= MinLength and <= MaxLength } &&
            char.IsAsciiLetterLower(text[0]) && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal) &&
            text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
        name = valid ? new WorkspaceName(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
