namespace CloudWorkspaces.Runs;

/// <summary>Why a result of a run is not there.</summary>
internal static class RunResults
{
    public static string Missing(RunRecord run, string what)
    {
        var state = RunKeys.Name(run.State);
        return run.State.IsTerminal()
            ? $"Run '{run.Id}' is {state} ({run.Cause?.Code}) and has left no {what}."
            : $"Run '{run.Id}' is {state} and has no {what} yet.";
    }
}
