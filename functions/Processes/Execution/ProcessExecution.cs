namespace CloudWorkspaces.Processes.Execution;

/// <summary>What whoever executed a process wants to have of it; kept with the run, since processes change.</summary>
public sealed record ProcessExecution
{
    /// <summary>The address of the API that it was asked through, to which links are relative.</summary>
    public required string BaseAddress { get; init; }

    public required IReadOnlyList<ExecutedOutput> Outputs { get; init; }

    /// <summary>Whether results come as one JSON document, or else as they are.</summary>
    public required bool AsDocument { get; init; }

    public Subscriber? Subscriber { get; init; }

    /// <summary>Path in the workspace's files where the result notebook is to be put; null for none.</summary>
    public string? NotebookPath { get; init; }

    /// <summary>Folder in the workspace's files where the outputs are to be put; null for none.</summary>
    public string? OutputsFolder { get; init; }
}
