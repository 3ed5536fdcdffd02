namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>A function ran longer than host.json's functionTimeout allows.</summary>
internal sealed class FunctionTimeoutException(string message) : Exception(message);
