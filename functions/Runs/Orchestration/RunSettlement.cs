namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>The input of <see cref="SettleRun"/>.</summary>
public sealed record RunSettlement
{
    public required RunReference Run { get; init; }
    public required RunEnding Ending { get; init; }

    /// <summary>Whether a container group of the run may exist: it then keeps its place until that is deleted.</summary>
    public required bool MayHaveGroup { get; init; }
}
