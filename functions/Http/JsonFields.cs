using System.Text.Json;

namespace CloudWorkspaces.Http;

/// <summary>
/// Reads the fields of a JSON object strictly and adds what is wrong to the request's errors, by name. A field that
/// is null counts as absent. <see cref="RefuseOthers"/> comes last.
/// </summary>
internal sealed class JsonFields(JsonElement body, RequestErrors errors, string prefix = "")
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string? Text(string name, bool required = false, int maxLength = 1_024)
    {
        if (Take(name) is not { } value)
        {
            if (required)
            {
                Wrong(name, "is missing.");
            }

            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        if (text is null)
        {
            Wrong(name, $"must be a string, not {Kind(value)}.");
        }
        else if (text.Length is 0 || text.Length > maxLength)
        {
            Wrong(name, $"must have 1 to {maxLength} characters.");
            return null;
        }

        return text;
    }

    /// <summary>Whatever is there.</summary>
    public JsonElement? Any(string name) => Take(name);

    public bool? Flag(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Wrong(name, $"must be true or false, not {Kind(value)}.");
        return null;
    }

    public IReadOnlyList<string>? Texts(string name, int maxCount, int maxLength)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        var texts = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "").ToList()
            : null;
        if (texts is null || texts.Count > maxCount || texts.Any(text => text.Length is 0 || text.Length > maxLength))
        {
            Wrong(name, $"must be a list of at most {maxCount} strings of 1 to {maxLength} characters.");
            return null;
        }

        return texts;
    }

    /// <summary>One of some words.</summary>
    public string? Choice(string name, IReadOnlyList<string> choices)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is null || !choices.Contains(text))
        {
            Wrong(name, $"must be one of {string.Join(", ", choices)}.");
            return null;
        }

        return text;
    }

    /// <summary>A list of some words, each at most once.</summary>
    public IReadOnlyList<string>? Choices(string name, IReadOnlyList<string> choices)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        var texts = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "").ToList()
            : null;
        if (texts is null || !texts.All(choices.Contains) || texts.Distinct().Count() < texts.Count)
        {
            Wrong(name, $"must be a list of some of {string.Join(", ", choices)}, each at most once.");
            return null;
        }

        return texts;
    }

    public int? Integer(string name, int min, int max)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Wrong(name, $"must be a whole number, not {Kind(value)}.");
        }
        else if (!value.TryGetInt32(out var number) || number < min || number > max)
        {
            Wrong(name, $"must be a whole number from {min} to {max}.");
        }
        else
        {
            return number;
        }

        return null;
    }

    public double? Number(string name, double min, double max)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Wrong(name, $"must be a number, not {Kind(value)}.");
        }
        else if (!value.TryGetDouble(out var number) || !(number >= min && number <= max))
        {
            Wrong(name, FormattableString.Invariant($"must be a number from {min} to {max}."));
        }
        else
        {
            return number;
        }

        return null;
    }

    /// <summary>A number from 0 on, with up to four decimals.</summary>
    public decimal? Amount(string name, decimal max)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Wrong(name, $"must be a number, not {Kind(value)}.");
        }
        else if (!value.TryGetDecimal(out var number) || number < 0 || number > max || decimal.Round(number, 4) != number)
        {
            Wrong(name, $"must be a number from 0 to {max} with up to four decimals.");
        }
        else
        {
            return number;
        }

        return null;
    }

    public JsonElement? Object(string name)
    {
        if (Take(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return value;
        }

        Wrong(name, $"must be an object, not {Kind(value)}.");
        return null;
    }

    /// <summary>The fields of an object in a field; their names are reported as <c>name.inner</c>.</summary>
    public JsonFields? Nested(string name) =>
        Object(name) is { } value ? new JsonFields(value, errors, $"{prefix}{name}.") : null;

    /// <summary>Reports every field that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var property in body.EnumerateObject().Where(property => !_known.Contains(property.Name)))
        {
            Wrong(property.Name, $"is not a field of this request. Fields are: {string.Join(", ", _known.Order())}.");
        }
    }

    private void Wrong(string name, string message) => errors.Add(prefix + name, message);

    private JsonElement? Take(string name)
    {
        _known.Add(name);
        return body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };
}
