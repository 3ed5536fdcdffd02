using CloudWorkspaces.Http;

namespace CloudWorkspaces.Environments.Updates;

internal static class ProblemTexts
{
    /// <summary>A problem in one line, with what it says of fields.</summary>
    public static string Explain(this ProblemException problem)
    {
        var fields = problem.Problem.Errors?.SelectMany(field => field.Value.Select(message => $"{field.Key} {message}")) ?? [];
        return string.Join(' ', fields.Prepend(problem.Message));
    }
}
