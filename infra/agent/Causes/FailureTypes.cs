namespace CloudWorkspaces.Agent.Causes;

/// <summary>The Python exceptions that papermill 2.6 with nbclient ends with, by class and module.</summary>
internal static class FailureTypes
{
    public const string CellRaised = "papermill.exceptions.PapermillExecutionError";
    public const string DeadKernel = "nbclient.exceptions.DeadKernelError";
    public const string CellTimeout = "nbclient.exceptions.CellTimeoutError";
    public const string NoSuchKernel = "jupyter_client.kernelspec.NoSuchKernel";
    /// <summary>The launcher's own, before papermill begins.</summary>
    public const string InvalidParameters = "agent_parameters.InvalidParameters";

    public const string RuntimeError = "builtins.RuntimeError";
    public const string ValueError = "builtins.ValueError";
    public const string PapermillException = "papermill.exceptions.PapermillException";
}
