namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The answer of <see cref="RetryRun"/>.</summary>
/// <param name="On">When the next attempt begins, UTC; null when there is none.</param>
/// <param name="Reason">Why not, as a sentence, where the user should know.</param>
public sealed record RunRetryAnswer(DateTime? On, string? Reason = null);
