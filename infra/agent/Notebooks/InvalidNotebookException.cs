namespace CloudWorkspaces.Agent.Notebooks;

internal sealed class InvalidNotebookException(string message, Exception? inner = null) : Exception(message, inner);
