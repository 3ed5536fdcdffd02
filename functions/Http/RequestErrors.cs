namespace CloudWorkspaces.Http;

/// <summary>Collects what is wrong with a request, so that the caller learns all of it at once.</summary>
public sealed class RequestErrors
{
    private readonly SortedDictionary<string, List<string>> _errors;
    private readonly string _prefix;

    public RequestErrors()
        : this(new(StringComparer.Ordinal), "")
    {
    }

    private RequestErrors(SortedDictionary<string, List<string>> errors, string prefix) => (_errors, _prefix) = (errors, prefix);

    public bool Any => _errors.Count > 0;

    /// <summary>How many fields are wrong.</summary>
    public int Count => _errors.Count;

    /// <summary>The same errors for a part of the request, whose fields are named within it.</summary>
    public RequestErrors Within(string part) => new(_errors, $"{_prefix}{part}.");

    public void Add(string field, string message)
    {
        if (!_errors.TryGetValue(_prefix + field, out var messages))
        {
            _errors[_prefix + field] = messages = [];
        }

        messages.Add(message);
    }

    public bool Has(string field) => _errors.ContainsKey(_prefix + field);

    public IReadOnlyDictionary<string, string[]> ToDictionary() =>
        _errors.ToDictionary(error => error.Key, error => error.Value.ToArray());

    /// <exception cref="ProblemException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new ProblemException(Problems.InvalidRequest(ToDictionary()));
        }
    }
}
