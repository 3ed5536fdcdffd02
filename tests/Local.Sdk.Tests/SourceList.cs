using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>Reads the list that was transcribed from C# listings: <c>type | kind | signature [flags]</c>.</summary>
internal static partial class SourceList
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["string"] = "System.String", ["bool"] = "System.Boolean", ["int"] = "System.Int32", ["long"] = "System.Int64",
        ["double"] = "System.Double", ["object"] = "System.Object", ["void"] = "System.Void", ["byte"] = "System.Byte",
    };

    public static IEnumerable<ApiMember> Read(IEnumerable<string> lines) =>
        lines.Where(line => line.Length > 0 && line[0] != '#').SelectMany(Member);

    private static IEnumerable<ApiMember> Member(string line)
    {
        var parts = line.Split(" | ", 3);
        var (type, kind, text) = (parts[0], parts[1], Flags().Replace(parts[2], "").Trim());
        text = Modifiers().Replace(text, "");
        switch (kind)
        {
            case "type":
                return [new ApiMember(type, "")];
            case "ctor":
                return [new ApiMember(type, ".ctor", Parameters(text))];
            case "prop" or "static" when text.EndsWith('}'):
                var property = Property().Match(text);
                return Accessor().Matches(property.Groups["accessors"].Value).Select(accessor => new ApiMember(
                    type, property.Groups["name"].Value, accessor.Value, Name(property.Groups["type"].Value)));
            case "field":
                var words = text.TrimEnd(';').Split(' ');
                return [new ApiMember(type, words[1], "", Name(words[0]))];
            case "method" or "static":
                var head = text[..text.IndexOf('(', StringComparison.Ordinal)];
                if (Conversion().Match(head) is { Success: true } conversion)
                {
                    return [new ApiMember(type, "op_Implicit", Parameters(text), Name(conversion.Groups["type"].Value))];
                }

                var space = head.LastIndexOf(' ');
                var name = head[(space + 1)..] switch { "==" => "op_Equality", "!=" => "op_Inequality", var other => other };
                var returns = head[..space].Replace(" operator", "", StringComparison.Ordinal);
                return [new ApiMember(type, name, Parameters(text), Name(returns))];
            default:
                throw new FormatException($"Not understood: {line}");
        }
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

    [GeneratedRegex(@"^(?<type>\S.*?)\s(?<name>\w+)\s*(?<accessors>\{.*\})$")]
    private static partial Regex Property();

    [GeneratedRegex(@"\b(get|set)\b")]
    private static partial Regex Accessor();

    [GeneratedRegex(@"^implicit operator (?<type>.+)$")]
    private static partial Regex Conversion();

    [GeneratedRegex(@"\s*=\s*(default\([^)]*\)|[^,)]+)")]
    private static partial Regex Defaults();
}
