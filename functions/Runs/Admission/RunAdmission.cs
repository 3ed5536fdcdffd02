using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs.Admission;

/// <summary>
/// The places that a run takes: in its workspace's queue from its request to its settlement, and after that, in the
/// placement's queue, until its container group is deleted. All methods are idempotent.
/// </summary>
public sealed class RunAdmission(IAdmissions admissions, IOptions<AdmissionOptions> options)
{
    /// <summary>The one placement of this deployment.</summary>
    public static readonly QueueKey Placement = QueueKey.Placement("default");

    /// <summary>How long a conversion may be held back: zero where it does not give way.</summary>
    public TimeSpan ConversionDelay => options.Value.ConversionYields
        ? TimeSpan.FromSeconds(options.Value.MaxConversionDelaySeconds)
        : TimeSpan.Zero;

    /// <summary>The run is admitted when the state is Running.</summary>
    public async Task<AdmissionDecision> RequestAsync(RunDemand demand, CancellationToken cancellationToken)
    {
        var run = demand.Run;
        var workspace = await admissions.RequestAsync(
            QueueKey.Workspace(run.Workspace), demand, cancellationToken);
        if (workspace.State is not AdmissionState.Running)
        {
            return workspace;
        }

        // Among workspaces nobody's runs are more important than another's: they take turns.
        var placement = await admissions.RequestAsync(
            Placement, demand with { Priority = AdmissionPriority.Normal, Flow = run.Workspace }, cancellationToken);
        return placement with { Granted = [.. workspace.Granted, .. placement.Granted] };
    }

    /// <summary>Null for a run that does not wait.</summary>
    public async Task<QueuePosition?> PositionAsync(RunReference run, CancellationToken cancellationToken) =>
        await admissions.PositionAsync(QueueKey.Workspace(run.Workspace), run, cancellationToken) ??
        await admissions.PositionAsync(Placement, run, cancellationToken);

    /// <summary>Gives room to others; the answer names them.</summary>
    /// <param name="run">A settled run.</param>
    /// <param name="mayHaveGroup">Whether it keeps a part of its place until its group is deleted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<RunReference>> SettleAsync(
        RunReference run, bool mayHaveGroup, CancellationToken cancellationToken)
    {
        var workspace = await admissions.ReleaseAsync(QueueKey.Workspace(run.Workspace), run, cancellationToken);
        var placement = mayHaveGroup
            ? await admissions.FinishAsync(Placement, run, cancellationToken)
            : await admissions.ReleaseAsync(Placement, run, cancellationToken);
        return [.. workspace.Granted, .. placement.Granted];
    }

    /// <summary>The group of a settled run is deleted.</summary>
    public async Task<IReadOnlyList<RunReference>> LeaveAsync(RunReference run, CancellationToken cancellationToken) =>
        (await admissions.LeaveAsync(Placement, run, cancellationToken)).Granted;

    /// <summary>Whether a settled run may convert its result now.</summary>
    public async Task<bool> MayConvertAsync(
        RunReference run, TimeSpan settledFor, CancellationToken cancellationToken)
    {
        if (!options.Value.ConversionYields)
        {
            return true;
        }

        var force = settledFor >= ConversionDelay;
        var workspace = await admissions.CountAsync(QueueKey.Workspace(run.Workspace), cancellationToken);
        if (workspace.Waiting > 0 && !force)
        {
            // While the placement holds runs up as well, its own rule decides, or both would wait for each other.
            var placement = await admissions.CountAsync(Placement, cancellationToken);
            if (placement.Waiting == 0)
            {
                return false;
            }
        }

        // A run that has no place any more has nothing to wait for.
        var decision = await admissions.ConvertAsync(Placement, run, force, cancellationToken);
        return decision.State is AdmissionState.Converting or null;
    }
}
