namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>
/// Comparisons with the case rules of KQL: == and what ends in _cs see case, =~ and the rest of what looks into text do
/// not.
/// </summary>
internal static class KqlComparisons
{
    /// <summary>Null if the types do not go together.</summary>
    public static Func<object?, object?, object?>? Find(string name, KqlType left, KqlType right)
    {
        if (name is "==" or "!=" or "<" or "<=" or ">" or ">=")
        {
            var comparable = left == right || (IsNumber(left) && IsNumber(right));
            var ordered = comparable && (name is "==" or "!=" || left is not (KqlType.Bool or KqlType.String));
            return ordered ? Order(name) : null;
        }

        return left == KqlType.String && right == KqlType.String ? Text(name) : null;
    }

    public static int Compare(object one, object other) => (one, other) switch
    {
        (string text, string with) => string.CompareOrdinal(text, with),
        (long or double, long or double) => KqlArithmetic.Number(one).CompareTo(KqlArithmetic.Number(other)),
        _ => Comparer<object>.Default.Compare(one, other),
    };

    private static Func<object?, object?, object?> Order(string name) => (left, right) =>
    {
        if (left is null || right is null)
        {
            return name == "!=" && (left ?? right) is not null;
        }

        var order = Compare(left, right);
        return name switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    };

    private static Func<object?, object?, object?> Text(string name)
    {
        var negated = name[0] == '!';
        var how = name.TrimStart('!');
        var comparison = how.EndsWith("_cs", StringComparison.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        how = how.Replace("_cs", "", StringComparison.Ordinal);
        return (left, right) =>
        {
            var (text, part) = (left as string ?? "", right as string ?? "");
            var found = how switch
            {
                "contains" => text.Contains(part, comparison),
                "has" => HasTerm(text, part, comparison),
                "startswith" => text.StartsWith(part, comparison),
                "endswith" => text.EndsWith(part, comparison),
                _ => text.Equals(part, comparison),
            };
            return found != negated;
        };
    }

    /// <summary>Whether the part stands in the text with no letter or digit before and after it.</summary>
    private static bool HasTerm(string text, string part, StringComparison comparison)
    {
        for (var at = 0; at <= text.Length && (at = text.IndexOf(part, at, comparison)) >= 0; at++)
        {
            var end = at + part.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNumber(KqlType type) => type is KqlType.Long or KqlType.Real;
}
