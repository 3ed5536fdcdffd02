namespace CloudWorkspaces.Processes.Execution;

/// <summary>An output that is wanted.</summary>
/// <param name="Name">As the process calls it.</param>
/// <param name="Output">As the process described it then.</param>
/// <param name="ByReference">Whether its address is wanted and not its value.</param>
public sealed record ExecutedOutput(string Name, ProcessOutput Output, bool ByReference);
