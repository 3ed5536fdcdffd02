using System.Globalization;

namespace CloudWorkspaces.Agent.Cgroups;

/// <summary>The few formats that cgroup files have.</summary>
internal static class CgroupText
{
    /// <summary>One number, or null for <c>max</c>, for no file, and for v1's "no limit" (a number near 2^63).</summary>
    public static long? Number(string? text) =>
        long.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) &&
        number < long.MaxValue / 2
            ? number
            : null;

    /// <summary>The value of <paramref name="key"/> in lines of <c>key value</c>.</summary>
    public static long? Field(string? text, string key)
    {
        foreach (var line in (text ?? "").AsSpan().EnumerateLines())
        {
            if (line.StartsWith(key, StringComparison.Ordinal) && line.Length > key.Length && line[key.Length] == ' ')
            {
                return Number(line[(key.Length + 1)..].ToString());
            }
        }

        return null;
    }

    /// <summary>Sum over devices of v2's <c>8:0 rbytes=1 wbytes=2 …</c>; null without any device.</summary>
    public static long? SumOfAssignments(string? text, string key) =>
        Sum(text, word => word.StartsWith(key + "=", StringComparison.Ordinal) ? Number(word[(key.Length + 1)..]) : null);

    /// <summary>Sum over devices of v1's <c>8:0 Read 1</c>; null without any device.</summary>
    public static long? SumOfOperations(string? text, string operation)
    {
        long? sum = null;
        foreach (var line in (text ?? "").Split('\n'))
        {
            if (line.Split(' ') is [_, var found, var value] && found == operation)
            {
                sum = (sum ?? 0) + (Number(value) ?? 0);
            }
        }

        return sum;
    }

    private static long? Sum(string? text, Func<string, long?> read)
    {
        long? sum = null;
        foreach (var word in (text ?? "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (read(word) is { } value)
            {
                sum = (sum ?? 0) + value;
            }
        }

        return sum;
    }
}
