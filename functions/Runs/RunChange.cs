namespace CloudWorkspaces.Runs;

/// <summary>What an update of a run may change.</summary>
internal static class RunChange
{
    /// <exception cref="InvalidOperationException">The change breaks a rule of the record.</exception>
    public static void Check(RunRecord before, RunRecord after)
    {
        if (after.Workspace != before.Workspace || after.Id != before.Id)
        {
            throw new InvalidOperationException($"A change of run '{before.Id}' makes it another run.");
        }

        if (after.State != before.State && !RunTransitions.IsAllowed(before.State, after.State) && !IsRetry(before, after))
        {
            throw new InvalidOperationException($"Run '{before.Id}' cannot go from {before.State} to {after.State}.");
        }

        if (after.Attempt != before.Attempt && !IsRetry(before, after))
        {
            throw new InvalidOperationException($"Run '{before.Id}' cannot go from attempt {before.Attempt} to {after.Attempt}.");
        }

        if (after.State.IsTerminal() != (after.Cause is not null))
        {
            throw new InvalidOperationException($"Run '{before.Id}' has a cause exactly when it is terminal.");
        }
    }

    private static bool IsRetry(RunRecord before, RunRecord after) =>
        !before.State.IsTerminal() && after.State is RunState.Accepted && after.Attempt == before.Attempt + 1;
}
