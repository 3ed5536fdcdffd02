using System.Text;
using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>
/// A text with names in braces, as the official binding grammar has it: <c>{name}</c> stands for any characters,
/// slashes included, and for none; the first of several takes as much as it can. <c>{{</c> and <c>}}</c> are braces.
/// </summary>
internal sealed partial class PathTemplate
{
    private readonly IReadOnlyList<Token> _tokens;

    private PathTemplate(IReadOnlyList<Token> tokens) => _tokens = tokens;

    public IEnumerable<string> Names => _tokens.Where(token => token.IsName).Select(token => token.Text);

    /// <summary>The literal text before the first name.</summary>
    public string Prefix => string.Concat(_tokens.TakeWhile(token => !token.IsName).Select(token => token.Text));

    /// <exception cref="FormatException">Braces without their pair, or something else than a name in them.</exception>
    public static PathTemplate Parse(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var token = Next(text, at, out var length);
            tokens.Add(token);
            at += length;
        }

        return new PathTemplate(tokens);
    }

    public Regex ToRegex() => new(
        $"^{string.Concat(_tokens.Select(token => token.IsName ? $"(?<{token.Text}>.*)" : Regex.Escape(token.Text)))}$",
        RegexOptions.CultureInvariant);

    public string Fill(Func<string, string> value) =>
        string.Concat(_tokens.Select(token => token.IsName ? value(token.Text) : token.Text));

    private static Token Next(string text, int at, out int length)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("{{") || rest.StartsWith("}}"))
        {
            length = 2;
            return new Token(text[at].ToString(), IsName: false);
        }

        if (rest[0] == '}')
        {
            throw new FormatException($"\"{text}\" has no opening brace for position {at + 1}");
        }

        if (rest[0] != '{')
        {
            length = rest.IndexOfAny('{', '}') is var brace and >= 0 ? brace : rest.Length;
            return new Token(rest[..length].ToString(), IsName: false);
        }

        var end = rest[1..].IndexOfAny('{', '}') + 1;
        if (end == 0 || rest[end] == '{')
        {
            throw new FormatException($"\"{text}\" has no closing brace for position {at + 1}");
        }

        var name = rest[1..end].ToString();
        length = end + 1;
        return Name().IsMatch(name)
            ? new Token(name, IsName: true)
            : throw new FormatException($"\"{text}\" has \"{name}\" at position {at + 1}, which is not a name");
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}\p{Pc}]*$")]
    private static partial Regex Name();

    private sealed record Token(string Text, bool IsName);
}
