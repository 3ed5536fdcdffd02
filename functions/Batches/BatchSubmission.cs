using System.Text.Json;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Batches;

/// <summary>What a caller asked for, as it was read from the request.</summary>
internal sealed record BatchSubmission
{
    public string? Name { get; init; }

    /// <summary>As for a single run; its parameters are those that an item does not set.</summary>
    public required RunSubmission Run { get; init; }

    /// <summary>A JSON object.</summary>
    public JsonElement? Matrix { get; init; }

    /// <summary>Any JSON.</summary>
    public JsonElement? Items { get; init; }

    public string? ItemsCsv { get; init; }

    /// <summary>A path in the workspace's files.</summary>
    public string? ItemsFile { get; init; }

    public int? Concurrency { get; init; }
    public bool FailFast { get; init; }
}
