using System.Text.Json.Nodes;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>The value of an output.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Bytes">The value as it is; null for one that is too large to be given by value.</param>
/// <param name="Scalar">The value as JSON, for one that the notebook has recorded.</param>
internal sealed record OutputContent(string MediaType, ReadOnlyMemory<byte>? Bytes, JsonNode? Scalar = null);
