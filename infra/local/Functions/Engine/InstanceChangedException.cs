namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>An instance's rows are not what this host wrote last.</summary>
internal sealed class InstanceChangedException(string instanceId)
    : Exception($"Instance {instanceId} was changed by another host.");
