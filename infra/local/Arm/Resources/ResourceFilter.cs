using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Resources;

/// <summary>A resource as lists of resources have it.</summary>
internal sealed record ResourceItem(string Id, string Name, string Type, string Location, IReadOnlyDictionary<string, string> Tags);

/// <summary>The $filter of a list of resources: conditions with eq that are joined by and.</summary>
internal static partial class ResourceFilter
{
    /// <summary>Throws ArmException 400.</summary>
    public static Func<ResourceItem, bool> Read(string text)
    {
        if (text.Length == 0)
        {
            return _ => true;
        }

        if (!Pattern().IsMatch(text))
        {
            throw ArmException.BadRequest(
                "InvalidFilterInQueryString",
                $"Invalid $filter '{text}' specified in the query string: the emulator knows resourceType, name, location, " +
                "resourceGroup, tagName and tagValue with eq, joined by and.",
                "$filter");
        }

        var conditions = Condition().Matches(text)
            .Select(match => (match.Groups[1].Value.ToUpperInvariant(), Value: match.Groups[2].Value.Replace("''", "'", StringComparison.Ordinal)))
            .ToList();
        var tag = conditions.Where(item => item.Item1 == "TAGNAME").Select(item => item.Value).FirstOrDefault();
        return item => conditions.All(condition => condition switch
        {
            ("RESOURCETYPE", var value) => Same(item.Type, value),
            ("NAME", var value) => Same(item.Name, value),
            ("LOCATION", var value) => Locations.Same(item.Location, value),
            ("RESOURCEGROUP", var value) => Same(item.Id.Split('/')[4], value),
            ("TAGNAME", var value) => item.Tags.ContainsKey(value),
            (_, var value) => tag is null ? item.Tags.Values.Contains(value) : item.Tags.GetValueOrDefault(tag) == value,
        });
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(resourceType|name|location|resourceGroup|tagName|tagValue)\s+eq\s+'((?:[^']|'')*)'", RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    [GeneratedRegex(
        @"^\s*(resourceType|name|location|resourceGroup|tagName|tagValue)\s+eq\s+'([^']|'')*'" +
        @"(\s+and\s+(resourceType|name|location|resourceGroup|tagName|tagValue)\s+eq\s+'([^']|'')*')*\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
