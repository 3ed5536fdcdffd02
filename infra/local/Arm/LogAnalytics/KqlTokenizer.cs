using System.Globalization;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>Cuts a query into tokens.</summary>
internal sealed class KqlTokenizer
{
    private static readonly string[] Symbols =
        ["==", "!=", "=~", "!~", "<=", ">=", "..", "|", "(", ")", ",", "=", "<", ">", "+", "-", "*", ";"];

    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private KqlTokenizer(string text) => _text = text;

    /// <summary>Throws KqlException.</summary>
    public static IReadOnlyList<KqlToken> Read(string text)
    {
        var tokenizer = new KqlTokenizer(text);
        var tokens = new List<KqlToken>();
        do
        {
            tokens.Add(tokenizer.Next());
        }
        while (tokens[^1].Kind != KqlTokenKind.End);
        return tokens;
    }

    private KqlToken Next()
    {
        SkipSpace();
        if (_at == _text.Length)
        {
            return Token(KqlTokenKind.End, _at);
        }

        var first = _text[_at];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            return Name(_at);
        }

        if (char.IsAsciiDigit(first))
        {
            return Literal(KqlLiterals.Number(_text, _at));
        }

        if (first is '"' or '\'' || (first == '@' && Peek(1) is '"' or '\''))
        {
            return Literal(KqlLiterals.Text(_text, _at));
        }

        if (first == '!' && char.IsAsciiLetter(Peek(1)))
        {
            return Name(_at + 1);
        }

        var symbol = Symbols.FirstOrDefault(symbol => _text.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal));
        return symbol is null
            ? throw KqlException.Syntax(Token(KqlTokenKind.Symbol, _at + 1))
            : Take(KqlTokenKind.Symbol, _at + symbol.Length);
    }

    private void SkipSpace()
    {
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\n')
            {
                (_line, _lineStart) = (_line + 1, _at + 1);
            }
            else if (_text[_at] == '/' && Peek(1) == '/')
            {
                var end = _text.IndexOf('\n', _at);
                _at = (end < 0 ? _text.Length : end) - 1;
            }
            else if (!char.IsWhiteSpace(_text[_at]))
            {
                return;
            }
        }
    }

    /// <summary>A name, an operator such as !contains or in~, or datetime(…), whose content has no quotes.</summary>
    private KqlToken Name(int start)
    {
        var end = start;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_'))
        {
            end++;
        }

        var name = _text[start..end];
        if (name == "datetime" && end < _text.Length && _text[end] == '(' && _text.IndexOf(')', end) is > 0 and var close)
        {
            var time = _text[(end + 1)..close].Trim('"', '\'', ' ');
            return DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
                ? Take(KqlTokenKind.Literal, close + 1, value)
                : throw KqlException.Syntax(Token(KqlTokenKind.Literal, close + 1));
        }

        return Take(KqlTokenKind.Name, name == "in" && end < _text.Length && _text[end] == '~' ? end + 1 : end);
    }

    private KqlToken Literal((object? Value, int End) read) => read.Value is { } value
        ? Take(KqlTokenKind.Literal, read.End, value)
        : throw KqlException.Syntax(Token(KqlTokenKind.Literal, read.End));

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private KqlToken Take(KqlTokenKind kind, int end, object? value = null)
    {
        var token = Token(kind, end, value);
        _at = end;
        return token;
    }

    private KqlToken Token(KqlTokenKind kind, int end, object? value = null) =>
        new(kind, _text[_at..end], _line, _at - _lineStart, value);
}
