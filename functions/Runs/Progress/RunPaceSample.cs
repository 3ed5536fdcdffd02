namespace CloudWorkspaces.Runs.Progress;

/// <param name="Run">Its id.</param>
/// <param name="Seconds">From the agent's claim to the end.</param>
public sealed record RunPaceSample(string Run, double Seconds);
