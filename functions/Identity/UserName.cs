using System.Diagnostics.CodeAnalysis;

namespace CloudWorkspaces.Identity;

/// <summary>
/// The name of a user: 1 to 64 of a–z, 0–9 and <c>. _ @ + -</c>, starting with a letter or digit. It is part of table
/// keys, and in lower case so that nobody can pass for another.
/// </summary>
internal static class UserName
{
    public const string Rule = "must be 1 to 64 of a-z, 0-9 and . _ @ + -, starting with a letter or digit.";
    /// <summary>As <see cref="Rule"/>, but for the length.</summary>
    public const string Pattern = "^[a-z0-9][a-z0-9._@+-]*$";

    private const int MaxLength = 64;

    public static bool IsValid([NotNullWhen(true)] string? name) =>
        name is { Length: >= 1 and <= MaxLength } && IsWord(name[0]) &&
        name.All(character => IsWord(character) || character is '.' or '_' or '@' or '+' or '-');

    private static bool IsWord(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
