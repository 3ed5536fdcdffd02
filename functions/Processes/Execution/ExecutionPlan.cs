using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>What an execution asks of a run, and what is to be done with its results.</summary>
internal sealed record ExecutionPlan
{
    public required RunSubmission Run { get; init; }

    /// <summary>As <see cref="RunRecord.Notebook"/>; null where the run's own is right.</summary>
    public string? Notebook { get; init; }

    /// <summary>As <see cref="ProcessExecution.NotebookPath"/>.</summary>
    public string? NotebookPath { get; init; }

    /// <summary>As <see cref="ProcessExecution.OutputsFolder"/>.</summary>
    public string? OutputsFolder { get; init; }
}
