namespace CloudWorkspaces.Parity;

/// <summary>The check could not be made; the message says why, for the user.</summary>
public sealed class ParityFailedException(string message) : Exception(message);
