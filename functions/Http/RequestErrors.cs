namespace CloudWorkspaces.Http;

/// <summary>Collects what is wrong with a request, so that the caller learns all of it at once.</summary>
public sealed class RequestErrors
{
    private readonly SortedDictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    public void Add(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var messages))
        {
            _errors[field] = messages = [];
        }

        messages.Add(message);
    }

    public bool Has(string field) => _errors.ContainsKey(field);

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
