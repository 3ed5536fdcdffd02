using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Which blobs a function is for: <c>container</c> for all of it, or <c>container/pattern</c>.</summary>
internal sealed partial class BlobPattern
{
    private readonly Regex? _blob;

    private BlobPattern(string text, string container, PathTemplate? blob)
    {
        Text = text;
        Container = container;
        Prefix = blob?.Prefix ?? "";
        Names = [.. (blob?.Names ?? []).Distinct(StringComparer.OrdinalIgnoreCase)];
        _blob = blob?.ToRegex();
    }

    public string Text { get; }

    public string Container { get; }

    /// <summary>What the names of all matching blobs begin with; only those are listed.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="FormatException">It is no such path.</exception>
    public static BlobPattern Parse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        if (container.Contains('{', StringComparison.Ordinal))
        {
            throw new FormatException($"\"{path}\" has a name in the container's place, which must be literal");
        }

        if (!IsContainer(container) || slash == path.Length - 1)
        {
            throw new FormatException($"\"{path}\" is not of the form container/blob");
        }

        return new BlobPattern(path, container, slash < 0 ? null : PathTemplate.Parse(path[(slash + 1)..]));
    }

    public static bool IsContainer(string name) =>
        name is "$root" or "$web" or "$logs" || (name.Length is >= 3 and <= 63 && ContainerName().IsMatch(name));

    /// <summary>The values of the names; null for a blob that the function is not for.</summary>
    public IReadOnlyDictionary<string, string>? Match(string blob)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (_blob is null)
        {
            return values;
        }

        var match = _blob.Match(blob);
        foreach (var name in Names)
        {
            values[name] = match.Groups[name].Value;
        }

        return match.Success ? values : null;
    }

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9])+$")]
    private static partial Regex ContainerName();
}
