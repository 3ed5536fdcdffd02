using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http;

/// <summary>Reads query parameters strictly and adds what is wrong to the request's errors, by name.</summary>
internal sealed class RequestQuery(IQueryCollection query, RequestErrors errors)
{
    private const int MaxCursor = 4_096;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string? Text(string name, int maxLength = 1_024)
    {
        _known.Add(name);
        var values = query[name];
        if (values.Count > 1)
        {
            errors.Add(name, "is given more than once.");
        }
        else if (values is [{ } text] && text.Length > maxLength)
        {
            errors.Add(name, $"must have at most {maxLength} characters.");
            return null;
        }
        else if (values.ToString().Any(char.IsControl))
        {
            // Nothing is named with one, and storage does not take them.
            errors.Add(name, "must not contain control characters.");
            return null;
        }

        return string.IsNullOrEmpty(values) ? null : values[0];
    }

    /// <summary>Where a page begins, as the page before has told.</summary>
    public string? Cursor() => Text("cursor", MaxCursor);

    public int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        errors.Add(name, $"must be a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>Values that are separated by commas or given one by one.</summary>
    public IReadOnlyList<string> List(string name)
    {
        _known.Add(name);
        return [.. query[name].SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim()).Where(value => value.Length > 0)];
    }

    /// <summary>The size of a page.</summary>
    public int Limit(int normal, int max) => Integer("limit", 1, max) ?? normal;

    /// <summary>Reports every parameter that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var name in query.Keys.Where(name => !_known.Contains(name)))
        {
            errors.Add(name, $"is not a parameter here. Parameters are: {string.Join(", ", _known.Order())}.");
        }
    }
}
