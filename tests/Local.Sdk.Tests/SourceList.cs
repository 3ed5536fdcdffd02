using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>Reads the list that was transcribed from C# listings: <c>type | kind | signature [flags]</c>.</summary>
internal static partial class SourceList
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["string"] = "System.String",
        ["bool"] = "System.Boolean",
        ["int"] = "System.Int32",
        ["long"] = "System.Int64",
        ["double"] = "System.Double",
        ["float"] = "System.Single",
        ["object"] = "System.Object",
        ["void"] = "System.Void",
        ["byte"] = "System.Byte",
    };

    public static IEnumerable<ApiMember> Read(IEnumerable<string> lines) =>
        lines.Where(line => line.Length > 0 && line[0] != '#').SelectMany(Member);

    private static IEnumerable<ApiMember> Member(string line)
    {
        var parts = line.Split(" | ", 3);
        var (type, kind, text) = (parts[0], parts[1], Flags().Replace(parts[2], "").Trim());
        var modifiers = Modifiers().Match(text).Value.Split(' ');
        text = Modifiers().Replace(text, "");
        return modifiers.Contains("internal") ? [] : kind switch
        {
            "type" => Type(type, parts[2]),
            "ctor" => [Of(modifiers, text, new ApiMember(type, ".ctor", Parameters(text)))],
            "prop" or "static" when text.EndsWith('}') => Accessors(type, text),
            "static" when EnumValue().Match(text) is { Success: true } value => [new(type, value.Groups["name"].Value)],
            "field" => [Field(type, text)],
            "method" or "static" => [Of(modifiers, text, Method(type, text))],
            _ => throw new FormatException($"Not understood: {line}"),
        };
    }

    private static IEnumerable<ApiMember> Type(string type, string text)
    {
        var match = TypeForm().Match(text);
        var kind = match.Groups["kind"].Value;
        yield return new ApiMember(type, "", "", kind) { IsStatic = text.StartsWith("static ", StringComparison.Ordinal) };
        if (match.Groups["base"] is { Success: true } parent && kind is "class")
        {
            yield return new ApiMember(type, "base", "", Name(parent.Value));
        }
    }

    private static ApiMember Of(string[] modifiers, string text, ApiMember member) => member with
    {
        IsStatic = modifiers.Contains("static") && !member.Name.StartsWith("op_", StringComparison.Ordinal),
        IsProtected = modifiers.Contains("protected"),
        Optional = Defaults().Count(text),
    };

    private static IEnumerable<ApiMember> Accessors(string type, string text)
    {
        var property = Property().Match(text);
        var name = property.Groups["name"].Value is var given && given == "this" ? "Item" : given;
        return Accessor().Matches(property.Groups["accessors"].Value).Select(accessor => new ApiMember(
            type, name, accessor.Value, Name(property.Groups["type"].Value)));
    }

    private static ApiMember Field(string type, string text)
    {
        var words = text.TrimEnd(';').Split(' ');
        return new ApiMember(type, words[1], "", Name(words[0]));
    }

    private static ApiMember Method(string type, string text)
    {
        var head = text[..text.IndexOf('(', StringComparison.Ordinal)];
        if (Conversion().Match(head) is { Success: true } conversion)
        {
            return new ApiMember(type, "op_Implicit", Parameters(text), Name(conversion.Groups["type"].Value));
        }

        var space = head.LastIndexOf(' ');
        var name = head[(space + 1)..] switch { "==" => "op_Equality", "!=" => "op_Inequality", var other => other };
        var returns = head[..space].Replace(" operator", "", StringComparison.Ordinal);
        return new ApiMember(type, name, Parameters(text), Name(returns));
    }

    private static string Parameters(string text)
    {
        var list = text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..text.LastIndexOf(')')];
        return string.Join(',', Split(Defaults().Replace(list, "")).Select(parameter =>
        {
            var words = parameter.Trim();
            words = words.StartsWith("this ", StringComparison.Ordinal) ? words[5..] : words;
            return Name(words[..words.LastIndexOf(' ')]);
        }));
    }

    private static string Name(string text)
    {
        text = text.Trim();
        if (text.EndsWith('?'))
        {
            return $"System.Nullable<{Name(text[..^1])}>";
        }

        var open = text.IndexOf('<', StringComparison.Ordinal);
        return open < 0
            ? Keywords.GetValueOrDefault(text, text)
            : $"{text[..open]}<{string.Join(',', Split(text[(open + 1)..^1]).Select(Name))}>";
    }

    /// <summary>Splits at the commas that are outside angle brackets.</summary>
    private static IEnumerable<string> Split(string list)
    {
        var (depth, start) = (0, 0);
        for (var index = 0; index < list.Length; index++)
        {
            depth += list[index] switch { '<' => 1, '>' => -1, _ => 0 };
            if (list[index] == ',' && depth == 0)
            {
                yield return list[start..index];
                start = index + 1;
            }
        }

        if (list.Trim().Length > 0)
        {
            yield return list[start..];
        }
    }

    [GeneratedRegex(@"(\s*\[[^\]]*\])+$")]
    private static partial Regex Flags();

    [GeneratedRegex(@"^((public|protected|internal|static|virtual|override|abstract|readonly|sealed|async|new)\s+)+")]
    private static partial Regex Modifiers();

    [GeneratedRegex(@"\b(?<kind>class|struct|interface|enum)\b( \([^)]*\))?( : (?<base>(?!\S*\.I[A-Z]\w*(<|,|$))[^,<]+(<[^>]*>)?))?")]
    private static partial Regex TypeForm();

    [GeneratedRegex(@"^(?<name>\w+) = \d+$")]
    private static partial Regex EnumValue();

    [GeneratedRegex(@"^(?<type>\S.*?)\s(?<name>\w+)(\[[^\]]*\])?\s*(?<accessors>\{.*\})$")]
    private static partial Regex Property();

    [GeneratedRegex(@"\b(get|set)\b")]
    private static partial Regex Accessor();

    [GeneratedRegex(@"^implicit operator (?<type>.+)$")]
    private static partial Regex Conversion();

    [GeneratedRegex(@"\s*=\s*(default\([^)]*\)|[^,)]+)")]
    private static partial Regex Defaults();
}
