namespace CloudWorkspaces.Http;

/// <summary>Ends a request with a problem.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail ?? problem.Title)
{
    public Problem Problem { get; } = problem;

    /// <summary>Headers that go with the answer, such as Retry-After.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
