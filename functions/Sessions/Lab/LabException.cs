namespace CloudWorkspaces.Sessions.Lab;

/// <summary>JupyterLab could not be reached or did not do what it was asked.</summary>
public sealed class LabException(string message, Exception? inner = null) : Exception(message, inner);
