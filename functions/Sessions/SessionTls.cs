namespace CloudWorkspaces.Sessions;

public enum SessionTls
{
    /// <summary>Plain HTTP on the session's port: on one machine, or behind something else that speaks TLS.</summary>
    None,

    /// <summary>A Caddy beside JupyterLab, with a certificate for the group's DNS label.</summary>
    Caddy,
}
