using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>One event of a stream.</summary>
public sealed record ServerEvent(string Name, string Id, JsonObject Data);
