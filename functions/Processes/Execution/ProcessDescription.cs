namespace CloudWorkspaces.Processes.Execution;

/// <summary>What a client has to know of a process to execute it.</summary>
public sealed record ProcessDescription
{
    public required string Id { get; init; }
    public required string Version { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public required IReadOnlyDictionary<string, ProcessInput> Inputs { get; init; }
    public required IReadOnlyDictionary<string, ProcessOutput> Outputs { get; init; }

    public static ProcessDescription Of(NotebookProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return new ProcessDescription
        {
            Id = process.Id,
            Version = process.Version,
            Title = process.Title,
            Description = process.Description,
            Keywords = process.Keywords,
            Inputs = process.Inputs,
            Outputs = process.Outputs,
        };
    }
}
