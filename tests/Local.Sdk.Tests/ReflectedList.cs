using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>Reads the list that was reflected from the official assemblies: CLR names, a line a member.</summary>
internal static partial class ReflectedList
{
    public static IEnumerable<ApiMember> Read(IEnumerable<string> lines) => lines.SelectMany(Member);

    private static IEnumerable<ApiMember> Member(string line)
    {
        if (TypeLine().Match(line) is { Success: true } type)
        {
            yield return new ApiMember(Compact(type.Groups["type"].Value), "");
        }
        else if (ConstructorLine().Match(line) is { Success: true } constructor)
        {
            yield return new ApiMember(
                Compact(constructor.Groups["type"].Value), ".ctor", Parameters(constructor.Groups["parameters"].Value));
        }
        else if (ValueLine().Match(line) is { Success: true } value)
        {
            yield return new ApiMember(value.Groups["type"].Value, value.Groups["name"].Value);
        }
        else if (PropertyLine().Match(line) is { Success: true } property)
        {
            foreach (var accessor in property.Groups["accessors"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return Named(property, accessor is "get" ? "get" : "set");
            }
        }
        else if (FieldLine().Match(line) is { Success: true } field)
        {
            yield return Named(field, "");
        }
        else if (MethodLine().Match(line) is { Success: true } method)
        {
            yield return Named(method, Parameters(method.Groups["parameters"].Value));
        }
        else if (line.Trim().Length > 0)
        {
            throw new FormatException($"Not understood: {line}");
        }
    }

    private static ApiMember Named(Match match, string parameters) => new(
        Compact(match.Groups["type"].Value),
        Compact(match.Groups["name"].Value),
        parameters,
        Compact(match.Groups["returns"].Value));

    private static string Parameters(string text) => Compact(text.Replace("?opt", "", StringComparison.Ordinal));

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^type (?<type>.+?) : ")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^\s+ctor (?<type>.+)\((?<parameters>[^)]*)\)( \w+)*$")]
    private static partial Regex ConstructorLine();

    [GeneratedRegex(@"^\s+value (?<type>.+)\.(?<name>\w+)$")]
    private static partial Regex ValueLine();

    [GeneratedRegex(@"^\s+prop (static )?(?<type>[^:]+)\.(?<name>\w+) : (?<returns>\S+)(?<accessors>( (get|set|init))+)( \w+)*$")]
    private static partial Regex PropertyLine();

    [GeneratedRegex(@"^\s+field (static )?(?<type>[^:]+)\.(?<name>\w+) : (?<returns>\S+)( .*)?$")]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"^\s+(method|operator) (static )?(?<type>[^(]+)\.(?<name>(<Clone>\$|\w+(<[^(]+>)?))\((?<parameters>[^)]*)\) : (?<returns>\S+)( \w+)*$")]
    private static partial Regex MethodLine();
}
