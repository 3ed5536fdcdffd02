namespace CloudWorkspaces.Sessions;

/// <summary>Which state of a session may follow which. A new attempt starts from any.</summary>
internal static class SessionTransitions
{
    public static bool IsOver(this SessionState state) => state is SessionState.Stopped or SessionState.Failed;

    /// <exception cref="InvalidOperationException">The change breaks a rule of the record.</exception>
    public static void Check(SessionRecord before, SessionRecord after)
    {
        if (after.Workspace != before.Workspace || after.Id != before.Id || after.Name != before.Name)
        {
            throw new InvalidOperationException($"A change of session '{before.Id}' makes it another session.");
        }

        if (!IsAllowed(before, after))
        {
            throw new InvalidOperationException(
                $"Session '{before.Id}' cannot go from {before.State} ({before.Attempt}) to {after.State} ({after.Attempt}).");
        }

        if (after.State.IsOver() != (after.Cause is not null))
        {
            throw new InvalidOperationException($"Session '{before.Id}' has a cause exactly when it is over.");
        }
    }

    private static bool IsAllowed(SessionRecord before, SessionRecord after)
    {
        if (after.Attempt != before.Attempt)
        {
            return after.Attempt == before.Attempt + 1 && after.State is SessionState.Starting;
        }

        return before.State == after.State || before.State switch
        {
            SessionState.Starting => true,
            SessionState.Ready => after.State is not SessionState.Starting,
            SessionState.Stopping => after.State.IsOver(),
            _ => false,
        };
    }
}
