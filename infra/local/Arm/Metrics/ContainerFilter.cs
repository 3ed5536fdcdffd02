namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>
/// The filters that there are for one dimension: <c>containerName eq 'a' or containerName eq 'b'</c>, and <c>'*'</c> for
/// every value.
/// </summary>
internal sealed record ContainerFilter(IReadOnlyList<string> Names)
{
    public bool Takes(string container) =>
        Names.Any(name => name == "*" || name.Equals(container, StringComparison.OrdinalIgnoreCase));

    /// <summary>Throws MetricQueryException.</summary>
    public static ContainerFilter Parse(string text)
    {
        var words = Words(text).ToList();
        var names = new List<string>();
        for (var at = 0; at < words.Count; at += 4)
        {
            if (words.Count < at + 3 || !Is(words[at + 1], "eq") || words[at + 2][0] != '\'' ||
                (words.Count > at + 3 && (!Is(words[at + 3], "or") || words.Count == at + 4)))
            {
                throw new MetricQueryException($"Invalid filter expression: {text}");
            }

            if (!Is(words[at], MetricKind.Dimension))
            {
                throw new MetricQueryException(
                    $"Dimension {words[at]} is not supported, supported ones are: {MetricKind.Dimension}");
            }

            names.Add(words[at + 2][1..]);
        }

        return new ContainerFilter(names);
    }

    /// <summary>Words as they are, and quoted values after the quote that opens them.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '\'')
            {
                var end = text.IndexOf('\'', at + 1);
                if (end < 0)
                {
                    throw new MetricQueryException($"Invalid filter expression: {text}");
                }

                yield return text[at..end];
                at = end + 1;
            }
            else
            {
                var start = at;
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] != '\'')
                {
                    at++;
                }

                yield return text[start..at];
            }
        }
    }

    private static bool Is(string word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
}
