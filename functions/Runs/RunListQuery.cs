using CloudWorkspaces.Http;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Runs;

/// <summary>The query parameters of the list of runs.</summary>
internal static class RunListQuery
{
    private const int MaxLimit = 200;

    /// <exception cref="ProblemException">400 with all that is wrong.</exception>
    public static RunQuery Read(IQueryCollection parameters)
    {
        RequestErrors errors = new();
        RequestQuery query = new(parameters, errors);
        RunQuery result = new()
        {
            Limit = query.Limit(normal: 50, MaxLimit),
            Cursor = Cursor(query.Text("cursor"), errors),
            State = State(query.Text("state"), errors),
        };
        query.RefuseOthers();
        errors.ThrowIfAny();
        return result;
    }

    private static string? Cursor(string? text, RequestErrors errors)
    {
        if (text is not null && !RunId.TryParse(text, out _))
        {
            errors.Add("cursor", "is not a cursor of this list.");
        }

        return text;
    }

    private static RunState? State(string? text, RequestErrors errors)
    {
        var states = Enum.GetValues<RunState>();
        if (text is null)
        {
            return null;
        }

        var index = Array.FindIndex(states, state => RunKeys.Name(state) == text);
        if (index < 0)
        {
            errors.Add("state", $"must be one of {string.Join(", ", states.Select(RunKeys.Name))}.");
            return null;
        }

        return states[index];
    }
}
