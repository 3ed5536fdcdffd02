namespace CloudWorkspaces.Agent.Endpoint;

internal sealed record StartRequest(string AgentVersion);
