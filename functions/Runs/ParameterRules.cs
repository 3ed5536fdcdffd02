using System.Globalization;
using System.Text.Json;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs;

/// <summary>Which parameters papermill could inject: names that can be assigned to, and numbers that Python reads.</summary>
internal static class ParameterRules
{
    private const int MaxName = 128;

    /// <summary>CPython's limit for whole numbers in source text (sys.int_info.default_max_str_digits).</summary>
    private const int MaxDigits = 4_300;

    // The hard keywords of Python 3: a parameter of such a name is a syntax error in the injected cell.
    private static readonly HashSet<string> Keywords =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    public static void Check(JsonElement parameters, int maxBytes, RequestErrors errors, string field = "parameters")
    {
        if (JsonSerializer.SerializeToUtf8Bytes(parameters).Length > maxBytes)
        {
            errors.Add(field, $"must have at most {maxBytes} bytes as JSON.");
        }

        foreach (var parameter in parameters.EnumerateObject())
        {
            if (!IsIdentifier(parameter.Name))
            {
                errors.Add($"{field}.{parameter.Name}", "is not a name that a notebook can assign to.");
            }

            if (HasTooLargeNumber(parameter.Value))
            {
                errors.Add($"{field}.{parameter.Name}", "has a number that Python cannot read.");
            }
        }
    }

    /// <summary>Python's rule for identifiers, without the keywords.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length is >= 1 and <= MaxName && !Keywords.Contains(name) &&
        (name[0] == '_' || char.IsLetter(name[0])) && name.All(IsPart);

    private static bool IsPart(char character) =>
        char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) is
            UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool HasTooLargeNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(property => HasTooLargeNumber(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasTooLargeNumber),
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? value.GetRawText().Length > MaxDigits
            : !value.TryGetDouble(out var number) || !double.IsFinite(number),
        _ => false,
    };
}
