namespace CloudWorkspaces.Runs;

/// <summary>Where a run comes from.</summary>
public sealed record RunOrigin
{
    public static RunOrigin Http { get; } = new() { Trigger = RunTrigger.Http };

    public static RunOrigin System { get; } = new() { Trigger = RunTrigger.System };

    public required RunTrigger Trigger { get; init; }

    /// <summary>The schedule's name.</summary>
    public string? Schedule { get; init; }

    /// <summary>The batch's id.</summary>
    public string? Batch { get; init; }

    /// <summary>The item of the batch, from 0.</summary>
    public int? BatchItem { get; init; }

    /// <summary>The process's id.</summary>
    public string? Process { get; init; }

    /// <summary>The id of the run that this one repeats.</summary>
    public string? RerunOf { get; init; }

    /// <summary>
    /// The run's id, by a caller that may have to ask again after a crash: there is one run of an id at most. Null for a
    /// new one.
    /// </summary>
    public RunId? Id { get; init; }
}
