namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Where a container is in its life.</summary>
internal sealed record ContainerStatus
{
    public const string BackOffStatus = "CrashLoopBackOff";

    /// <summary>Null before the engine has made it.</summary>
    public string? EngineId { get; init; }

    public ContainerHistory History { get; init; } = new();

    public DateTimeOffset? CreatedOn { get; init; }

    public DateTimeOffset? StartedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }

    public int? ExitCode { get; init; }

    public bool OutOfMemory { get; init; }

    /// <summary>Whether it has ended and waits to be started again.</summary>
    public bool BackingOff { get; init; }

    public bool HasEnded => FinishedOn is not null;

    public bool IsRunning => StartedOn is not null && FinishedOn is null;

    /// <summary>Whether it runs or has ever run, this time or before.</summary>
    public bool WasStarted => StartedOn is not null || History.RestartCount > 0;

    public ContainerState Current => this switch
    {
        { BackingOff: true } => new ContainerState("Waiting", BackOffStatus),
        { StartedOn: null } => new ContainerState("Waiting", ""),
        { FinishedOn: null } => new ContainerState("Running", "", StartedOn),
        _ => Ended,
    };

    public ContainerState? Previous => BackingOff ? Ended : History.PreviousState;

    /// <summary>The events of earlier starts and of this one.</summary>
    public ContainerHistory EventsSoFar(ContainerSpec spec)
    {
        var history = History;
        if (CreatedOn is { } created)
        {
            history = history
                .With("Pulled", $"Successfully pulled image \"{spec.Image}\"", created)
                .With("Created", $"Created container {spec.Name}", created);
        }

        return StartedOn is { } started ? history.With("Started", $"Started container {spec.Name}", started) : history;
    }

    private ContainerState Ended => new(
        "Terminated",
        ExitCode == 0 ? "Completed" : OutOfMemory ? "OOMKilled" : "Error",
        StartedOn,
        FinishedOn,
        ExitCode);
}
