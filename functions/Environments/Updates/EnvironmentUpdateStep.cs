namespace CloudWorkspaces.Environments.Updates;

/// <summary>Where a part of an update is.</summary>
public sealed record EnvironmentUpdateStep
{
    public bool IsDone { get; init; }

    /// <summary>How the whole update ends here; null when it goes on.</summary>
    public EnvironmentUpdateState? End { get; init; }

    public string? Reason { get; init; }

    internal static EnvironmentUpdateStep GoesOn { get; } = new();

    internal static EnvironmentUpdateStep Done { get; } = new() { IsDone = true };

    internal static EnvironmentUpdateStep Unchanged { get; } = new()
    {
        IsDone = true,
        End = EnvironmentUpdateState.Unchanged,
        Reason = "There were no newer packages.",
    };

    internal static EnvironmentUpdateStep Failed(string reason) =>
        new() { IsDone = true, End = EnvironmentUpdateState.Failed, Reason = reason };
}
