using System.Globalization;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Lists;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Runs;

/// <summary>The query parameters of the list of runs.</summary>
internal static class RunListQuery
{
    private const int MaxLimit = 200;
    private const int MaxText = 200;

    /// <exception cref="ProblemException">400 with all that is wrong.</exception>
    public static RunQuery Read(IQueryCollection parameters)
    {
        RequestErrors errors = new();
        RequestQuery query = new(parameters, errors);
        RunQuery result = new()
        {
            Limit = query.Limit(normal: 50, MaxLimit),
            Cursor = Cursor(query.Cursor(), errors),
            State = Choice<RunState>("state", query.Text("state"), RunKeys.Name, errors),
            Trigger = Choice<RunTrigger>("trigger", query.Text("trigger"), RunKeys.Name, errors),
            Notebook = query.Text("notebook"),
            Schedule = query.Text("schedule"),
            Batch = query.Text("batch"),
            CreatedAfter = Time("createdAfter", query, errors),
            CreatedBefore = Time("createdBefore", query, errors),
            Words = Words(query.Text("text"), errors),
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

    private static T? Choice<T>(string name, string? text, Func<T, string> show, RequestErrors errors)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        var all = Enum.GetValues<T>();
        var index = Array.FindIndex(all, value => show(value) == text);
        if (index >= 0)
        {
            return all[index];
        }

        errors.Add(name, $"must be one of {string.Join(", ", all.Select(show))}.");
        return null;
    }

    private static DateTimeOffset? Time(string name, RequestQuery query, RequestErrors errors)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, style, out var time) &&
            time >= DateTimeOffset.UnixEpoch && char.IsAsciiDigit(text[0]))
        {
            return time;
        }

        errors.Add(name, "must be a time from 1970 on, such as 2026-11-30T12:00:00Z.");
        return null;
    }

    private static List<string> Words(string? text, RequestErrors errors)
    {
        var words = text is null ? [] : RunWords.Split(text).Distinct(StringComparer.Ordinal).ToList();
        if (text is not null && (words.Count == 0 || text.Length > MaxText))
        {
            errors.Add("text", $"must have a letter or a digit, and at most {MaxText} characters.");
        }

        return words;
    }
}
