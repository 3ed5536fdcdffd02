using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>A value of an input, wherever it came from.</summary>
/// <param name="Value">Any JSON.</param>
/// <param name="MediaType">What the caller said that it is; null for the first that the schema allows.</param>
internal sealed record InputValue(JsonNode? Value, string? MediaType = null);
