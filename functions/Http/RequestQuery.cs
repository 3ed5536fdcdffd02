using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Http;

/// <summary>Reads query parameters strictly and adds what is wrong to the request's errors, by name.</summary>
internal sealed class RequestQuery(IQueryCollection query, RequestErrors errors)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string? Text(string name)
    {
        _known.Add(name);
        var values = query[name];
        if (values.Count > 1)
        {
            errors.Add(name, "is given more than once.");
        }

        return string.IsNullOrEmpty(values) ? null : values[0];
    }

    /// <summary>Values that are separated by commas or given one by one.</summary>
    public IReadOnlyList<string> List(string name)
    {
        _known.Add(name);
        return [.. query[name].SelectMany(value => (value ?? "").Split(',')).Select(value => value.Trim()).Where(value => value.Length > 0)];
    }

    /// <summary>The size of a page.</summary>
    public int Limit(int normal, int max)
    {
        if (Text("limit") is not { } text)
        {
            return normal;
        }

        if (int.TryParse(text, out var limit) && limit >= 1 && limit <= max)
        {
            return limit;
        }

        errors.Add("limit", $"must be a whole number from 1 to {max}.");
        return normal;
    }

    /// <summary>Reports every parameter that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var name in query.Keys.Where(name => !_known.Contains(name)))
        {
            errors.Add(name, $"is not a parameter here. Parameters are: {string.Join(", ", _known.Order())}.");
        }
    }
}
