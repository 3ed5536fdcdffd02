using System.Globalization;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>
/// Amounts of CPU and memory as Kubernetes writes them: a number with a decimal (k, M, G, T), binary (Ki, Mi, Gi, Ti) or
/// milli (m) suffix. Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
/// </summary>
internal static class Quantity
{
    private static readonly Dictionary<string, double> Factors = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["m"] = 1e-3,
        ["k"] = 1e3,
        ["K"] = 1e3,
        ["M"] = 1e6,
        ["G"] = 1e9,
        ["T"] = 1e12,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
    };

    /// <summary>Null for what is no amount.</summary>
    public static double? Parse(string text)
    {
        var digits = text.TakeWhile(character => char.IsAsciiDigit(character) || character is '.').Count();
        return Factors.TryGetValue(text[digits..], out var factor) &&
            double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number * factor
                : null;
    }
}
