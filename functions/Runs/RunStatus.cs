namespace CloudWorkspaces.Runs;

/// <summary>What the API shows of the agent's status blob.</summary>
public sealed record RunStatus
{
    public DateTimeOffset? UpdatedOn { get; init; }
    public RunCells? Cells { get; init; }
}
