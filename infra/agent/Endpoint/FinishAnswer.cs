namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>Whether the agent may take the machine's time for the HTML now, or asks again later.</summary>
internal sealed record FinishAnswer(bool Proceed, double? RetryAfterSeconds);
