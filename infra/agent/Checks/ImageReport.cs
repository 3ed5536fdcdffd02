namespace CloudWorkspaces.Agent.Checks;

/// <summary>What an image has, and what it lacks for being an environment.</summary>
internal sealed record ImageReport
{
    public string? Python { get; init; }
    public string? Papermill { get; init; }
    public string? Nbconvert { get; init; }
    public string? Jupyterlab { get; init; }
    public bool Git { get; init; }
    public IReadOnlyList<string> Kernels { get; init; } = [];

    /// <summary>Debian's as <c>name=version</c>, Python's own as <c>name==version</c>.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>A sentence for each thing; empty for an image that can be an environment.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];
}
