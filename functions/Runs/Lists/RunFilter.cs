namespace CloudWorkspaces.Runs.Lists;

/// <summary>What a query asks of a run, and where to look for such runs.</summary>
internal static class RunFilter
{
    public static bool Matches(RunQuery query, RunRecord run) =>
        (query.State is null || run.State == query.State) &&
        (query.Trigger is null || run.Trigger == query.Trigger) &&
        (query.Notebook is null || run.Notebook == query.Notebook) &&
        (query.Schedule is null || run.Schedule == query.Schedule) &&
        (query.Batch is null || run.Batch == query.Batch) &&
        (query.Words.Count == 0 || query.Words.All(RunWords.Of(run).Contains));

    /// <summary>The list with the fewest others, as far as the kind of list tells.</summary>
    public static string List(RunQuery query) => query switch
    {
        { Batch: { } batch } => RunListKeys.Batch(batch),
        { Schedule: { } schedule } => RunListKeys.Schedule(schedule),
        { Notebook: { } notebook } => RunListKeys.Notebook(notebook),
        { Words: [_, ..] words } => RunListKeys.Word(words.MaxBy(word => word.Length)!),
        { State: { } state and not RunState.Succeeded } => RunListKeys.State(state),
        { Trigger: { } trigger } => RunListKeys.Trigger(trigger),
        { State: { } state } => RunListKeys.State(state),
        _ => RunListKeys.All,
    };

    /// <summary>Whether every run in the list passes, apart from its time.</summary>
    public static bool IsWhole(RunQuery query)
    {
        object?[] filters = [query.State, query.Trigger, query.Notebook, query.Schedule, query.Batch, .. query.Words];
        return filters.Count(filter => filter is not null) <= 1;
    }

    /// <summary>The id that all of the page are below: the cursor, or the time before which they are created.</summary>
    public static RunId? Below(RunQuery query)
    {
        RunId? cursor = query.Cursor is { } text ? RunId.Parse(text) : null;
        RunId? end = query.CreatedBefore is { } before ? RunId.FirstOf(before) : null;
        return cursor < end || end is null ? cursor : end;
    }
}
