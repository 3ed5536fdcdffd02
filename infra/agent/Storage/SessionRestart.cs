namespace CloudWorkspaces.Agent.Storage;

/// <summary>JupyterLab ended by itself and was started again.</summary>
internal sealed record SessionRestart(DateTimeOffset On, string Reason);
