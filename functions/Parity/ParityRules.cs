namespace CloudWorkspaces.Parity;

/// <summary>Compares both modes. Every fact counts; there is no list of differences that are let pass.</summary>
internal static class ParityRules
{
    public static IReadOnlyList<ParityDifference> Compare(ParityFacts headless, ParityFacts session) =>
    [
        .. Compare("debian-package", headless.Debian, session.Debian),
        .. Compare("python-package", headless.Python, session.Python),
        .. Compare("variable", headless.Variables, session.Variables),
        .. Compare("mount", headless.Mounts, session.Mounts),
        .. Compare("limit", headless.Limits, session.Limits),
        .. Compare("user", headless.User, session.User),
    ];

    private static IEnumerable<ParityDifference> Compare(
        string kind, IReadOnlyDictionary<string, string> headless, IReadOnlyDictionary<string, string> session) =>
        headless.Keys.Union(session.Keys)
            .Order(StringComparer.Ordinal)
            .Select(name => new ParityDifference(
                kind, name, headless.GetValueOrDefault(name), session.GetValueOrDefault(name)))
            .Where(pair => pair.Headless != pair.Session);
}
