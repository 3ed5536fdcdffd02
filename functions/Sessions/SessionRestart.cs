namespace CloudWorkspaces.Sessions;

/// <summary>JupyterLab ended by itself and was started again.</summary>
public sealed record SessionRestart
{
    public DateTimeOffset On { get; init; }
    public string Reason { get; init; } = "";
}
