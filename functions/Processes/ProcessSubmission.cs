using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Processes;

/// <summary>What is to be published, as it was read from the request.</summary>
internal sealed record ProcessSubmission
{
    public string? Id { get; init; }
    public string? Version { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The notebook and what it is to run on.</summary>
    public required RunSubmission Run { get; init; }

    /// <summary>Null where they are to be those of the notebook's parameters cell.</summary>
    public IReadOnlyDictionary<string, ProcessInput>? Inputs { get; init; }

    public IReadOnlyDictionary<string, ProcessOutput> Outputs { get; init; } = new Dictionary<string, ProcessOutput>();
}
