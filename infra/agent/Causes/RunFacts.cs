using CloudWorkspaces.Agent.Papermill;

namespace CloudWorkspaces.Agent.Causes;

/// <summary>Everything that is known when papermill has ended.</summary>
internal sealed record RunFacts
{
    /// <summary>Of papermill; 128 + n after signal n; null when it never ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The exception that papermill ended with; null when it could not tell.</summary>
    public PapermillFailure? Failure { get; init; }

    public bool CancelRequested { get; init; }

    /// <summary>The run's whole time was up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Processes of the container killed for want of memory during the run.</summary>
    public long OomKills { get; init; }

    public long? MemoryLimitBytes { get; init; }

    /// <summary>The cell, as submitted, at which the execution ended.</summary>
    public int? CellIndex { get; init; }

    /// <summary>The failing cell is the one that papermill wrote the parameters into.</summary>
    public bool InInjectedCell { get; init; }

    public int RunTimeoutSeconds { get; init; }

    public int? CellTimeoutSeconds { get; init; }

    public int StartTimeoutSeconds { get; init; }
}
