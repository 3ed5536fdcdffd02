namespace CloudWorkspaces.Processes;

/// <summary>A notebook of a workspace that is published as a process. The notebook is a copy: what is changed later does not change it.</summary>
public sealed record NotebookProcess
{
    public required string Workspace { get; init; }

    /// <summary>See <see cref="ProcessIds"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The publisher's own.</summary>
    public required string Version { get; init; }

    public required string Title { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>As <see cref="Runs.RunRecord.Notebook"/>.</summary>
    public required string Notebook { get; init; }

    /// <summary>SHA-256 of its content, lower-case hexadecimal.</summary>
    public required string NotebookSha256 { get; init; }

    /// <summary><c>name:version</c>, as it was when the process was published.</summary>
    public required string Environment { get; init; }

    public required string Flavor { get; init; }
    public string? Kernel { get; init; }
    public int? RunTimeoutSeconds { get; init; }
    public int? CellTimeoutSeconds { get; init; }
    public int? StartTimeoutSeconds { get; init; }

    /// <summary>The notebook's parameters, by name.</summary>
    public required IReadOnlyDictionary<string, ProcessInput> Inputs { get; init; }

    /// <summary>By name; always with <see cref="ProcessOutputs.Notebook"/>.</summary>
    public required IReadOnlyDictionary<string, ProcessOutput> Outputs { get; init; }

    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public required DateTimeOffset UpdatedOn { get; init; }

    /// <summary>From 1, one more with every change: its ETag.</summary>
    public int Revision { get; init; } = 1;
}
