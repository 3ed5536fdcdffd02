using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Processes;

/// <summary>A published notebook as the API shows it.</summary>
public sealed record ProcessView
{
    public required string Id { get; init; }
    public required string Workspace { get; init; }
    public required string Version { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required IReadOnlyList<string> Keywords { get; init; }
    public required string Notebook { get; init; }
    public required string NotebookSha256 { get; init; }
    public required string Environment { get; init; }
    public required string Flavor { get; init; }
    public string? Kernel { get; init; }
    public required ProcessTimeoutsView Timeouts { get; init; }
    public required IReadOnlyDictionary<string, ProcessInput> Inputs { get; init; }
    public required IReadOnlyDictionary<string, ProcessOutput> Outputs { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public required DateTimeOffset UpdatedOn { get; init; }
    public required IReadOnlyDictionary<string, string> Links { get; init; }

    public static ProcessView Of(NotebookProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return new ProcessView
        {
            Id = process.Id,
            Workspace = process.Workspace,
            Version = process.Version,
            Title = process.Title,
            Description = process.Description,
            Keywords = process.Keywords,
            Notebook = process.Notebook,
            NotebookSha256 = process.NotebookSha256,
            Environment = process.Environment,
            Flavor = process.Flavor,
            Kernel = process.Kernel,
            Timeouts = new ProcessTimeoutsView(process.RunTimeoutSeconds, process.CellTimeoutSeconds, process.StartTimeoutSeconds),
            Inputs = process.Inputs,
            Outputs = process.Outputs,
            CreatedBy = process.CreatedBy,
            CreatedOn = process.CreatedOn,
            UpdatedOn = process.UpdatedOn,
            Links = new Dictionary<string, string>
            {
                ["self"] = Self(process),
                ["description"] = $"/ogc/workspaces/{process.Workspace}/processes/{process.Id}",
                ["execute"] = $"/ogc/workspaces/{process.Workspace}/processes/{process.Id}/execution",
            },
        };
    }

    public static string Self(NotebookProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return $"/api/workspaces/{process.Workspace}/processes/{process.Id}";
    }
}
