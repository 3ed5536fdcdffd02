using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Lab;

/// <summary>JupyterLab's command line.</summary>
internal static class LabArguments
{
    /// <remarks>
    /// No origin is allowed but the page's own, which is Jupyter's default. Behind a proxy the address of the browser is
    /// in its headers, and nothing but the proxy may connect.
    /// </remarks>
    public static IReadOnlyList<string> Of(SessionJob job, string home) =>
    [
        $"--ServerApp.ip={(job.BehindProxy ? "127.0.0.1" : "0.0.0.0")}",
        $"--ServerApp.port={job.Port}",
        "--ServerApp.port_retries=0",
        $"--ServerApp.base_url={job.BasePath}",
        $"--ServerApp.root_dir={home}",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_remote_access=True",
        $"--ServerApp.trust_xheaders={job.BehindProxy}",
        // Sockets in the file system: ports of several kernels that start at once clash.
        "--KernelManager.transport=ipc",
        // Both would ask addresses outside, which a session may not reach.
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ];
}
