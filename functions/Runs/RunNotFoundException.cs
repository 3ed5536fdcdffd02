namespace CloudWorkspaces.Runs;

/// <summary>A run that should exist does not.</summary>
public sealed class RunNotFoundException(string workspace, RunId id)
    : Exception($"There is no run '{id}' in workspace '{workspace}'.");
