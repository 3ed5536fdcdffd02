using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>Reads the list that was reflected from the official assemblies: CLR names, a line a member.</summary>
internal static partial class ReflectedList
{
    private const string OptionalMark = "?opt";

    public static IEnumerable<ApiMember> Read(IEnumerable<string> lines) => lines.SelectMany(Member);

    private static IEnumerable<ApiMember> Member(string line)
    {
        if (TypeLine().Match(line) is { Success: true } type)
        {
            var name = Compact(type.Groups["type"].Value);
            yield return new ApiMember(name, "", "", type.Groups["kind"].Value) { IsStatic = type.Groups["static"].Success };
            if (type.Groups["base"] is { Success: true } parent)
            {
                yield return new ApiMember(name, "base", "", Compact(parent.Value));
            }
        }
        else if (ConstructorLine().Match(line) is { Success: true } constructor)
        {
            yield return Signature(
                constructor, Compact(constructor.Groups["type"].Value), ".ctor", returns: "");
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
            yield return Signature(
                method,
                Compact(method.Groups["type"].Value),
                Compact(method.Groups["name"].Value),
                Compact(method.Groups["returns"].Value));
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

    private static ApiMember Signature(Match match, string type, string name, string returns)
    {
        var parameters = match.Groups["parameters"].Value;
        return new(type, name, Compact(parameters.Replace(OptionalMark, "", StringComparison.Ordinal)), returns)
        {
            IsStatic = match.Groups["static"].Success,
            IsProtected = match.Groups["flag"].Captures.Any(flag => flag.Value is " protected"),
            Optional = parameters.Split(OptionalMark).Length - 1,
        };
    }

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^type (?<type>.+?) : ((?<static>static )|abstract |sealed )*(?<kind>class|struct|interface|enum) \[[^\]]*\]( base (?<base>.+))?$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^\s+ctor (?<type>.+)\((?<parameters>[^)]*)\)(?<flag> \w+)*$")]
    private static partial Regex ConstructorLine();

    [GeneratedRegex(@"^\s+value (?<type>.+)\.(?<name>\w+)$")]
    private static partial Regex ValueLine();

    [GeneratedRegex(@"^\s+prop (static )?(?<type>[^:]+)\.(?<name>\w+) : (?<returns>\S+)(?<accessors>( (get|set|init))+)( \w+)*$")]
    private static partial Regex PropertyLine();

    [GeneratedRegex(@"^\s+field (static )?(?<type>[^:]+)\.(?<name>\w+) : (?<returns>\S+)( .*)?$")]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"^\s+(method|operator) (?<static>static )?(?<type>[^(]+)\.(?<name>(<Clone>\$|\w+(<[^(]+>)?))\((?<parameters>[^)]*)\) : (?<returns>\S+)(?<flag> \w+)*$")]
    private static partial Regex MethodLine();
}
