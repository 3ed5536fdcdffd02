namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>One attempt at a run: it has a container group and a set of blobs of its own.</summary>
public sealed record RunAttempt(RunReference Run, int Attempt);
