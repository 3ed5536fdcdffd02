using System.Globalization;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>The filters of the list of jobs. Lists are separated by commas, or the parameter is given more than once.</summary>
internal sealed record OgcJobQuery
{
    private const int NormalLimit = 10;
    private const int MaxLimit = 1_000;

    public int Limit { get; private init; } = NormalLimit;
    public string? Cursor { get; private init; }
    public IReadOnlyList<string> Processes { get; private init; } = [];
    public IReadOnlyList<RunState> States { get; private init; } = [];
    public DateTimeOffset? From { get; private init; }
    public DateTimeOffset? To { get; private init; }
    public TimeSpan? MinDuration { get; private init; }
    public TimeSpan? MaxDuration { get; private init; }

    /// <summary>Whether runs have to be looked at to know which ones pass.</summary>
    public bool HasOwnFilters => Processes.Count > 0 || States.Count > 1 || MinDuration is not null || MaxDuration is not null;

    /// <exception cref="ProblemException">400 with all that is wrong.</exception>
    public static OgcJobQuery Read(IQueryCollection parameters)
    {
        RequestErrors errors = new();
        RequestQuery query = new(parameters, errors);
        _ = query.Text("f");
        var (from, to) = Interval(query.Text("datetime"), errors);
        OgcJobQuery read = new()
        {
            Limit = query.Limit(NormalLimit, MaxLimit),
            Cursor = query.Cursor(),
            Processes = query.List("processID"),
            States = ReadStates(query.List("status"), errors),
            From = from,
            To = to,
            MinDuration = Seconds("minDuration", query.Text("minDuration"), errors),
            MaxDuration = Seconds("maxDuration", query.Text("maxDuration"), errors),
        };
        if (query.List("type").Any(type => type != "process"))
        {
            errors.Add("type", "must be process.");
        }

        if (read.Cursor is not null && !RunId.TryParse(read.Cursor, out _))
        {
            errors.Add("cursor", "is not a cursor of this list.");
        }

        query.RefuseOthers();
        errors.ThrowIfAny();
        return read;
    }

    public bool Passes(RunRecord run, DateTimeOffset now) =>
        (Processes.Count == 0 || Processes.Contains(run.Process)) &&
        (States.Count == 0 || States.Contains(run.State)) &&
        (To is null || run.CreatedOn <= To) &&
        ((MinDuration is null && MaxDuration is null) ||
            (OgcStatus.Duration(run, now) is { } duration && duration >= (MinDuration ?? TimeSpan.Zero) && duration <= (MaxDuration ?? TimeSpan.MaxValue)));

    private static List<RunState> ReadStates(IReadOnlyList<string> statuses, RequestErrors errors)
    {
        List<RunState> states = [];
        foreach (var status in statuses)
        {
            var some = OgcStatus.StatesOf(status);
            states.AddRange(some);
            if (some.Count == 0)
            {
                errors.Add("status", $"must be accepted, running, successful, failed or dismissed, not '{status}'.");
            }
        }

        return states;
    }

    private static TimeSpan? Seconds(string name, string? text, RequestErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        errors.Add(name, "must be a whole number of seconds.");
        return null;
    }

    /// <summary>An instant, or an interval with <c>..</c> or nothing for an open end, as in OGC API – Common.</summary>
    private static (DateTimeOffset? From, DateTimeOffset? To) Interval(string? text, RequestErrors errors)
    {
        if (text is null)
        {
            return (null, null);
        }

        var parts = text.Split('/');
        var (from, to) = (Time(parts[0]), Time(parts[^1]));
        if (parts.Length > 2 || !from.IsValid || !to.IsValid || (from.Time is null && to.Time is null) || from.Time > to.Time ||
            (parts.Length == 1 && from.Time is null))
        {
            errors.Add("datetime", "must be a time or an interval of times, such as 2026-11-01T00:00:00Z/.. .");
        }

        return (from.Time, to.Time);
    }

    private static (bool IsValid, DateTimeOffset? Time) Time(string text)
    {
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text is "" or ".."
            ? (true, null)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, style, out var time) && time >= DateTimeOffset.UnixEpoch && char.IsAsciiDigit(text[0])
                ? (true, time)
                : (false, null);
    }
}
