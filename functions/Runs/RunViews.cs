using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Runs.Progress;

namespace CloudWorkspaces.Runs;

/// <summary>Shows one run with what is not in its row.</summary>
public sealed class RunViews(
    IRunDocuments documents, RunBlobStore blobs, RunAdmission admission, RunPaces paces, TimeProvider time)
{
    internal async Task<RunView> OfAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var reference = new RunReference(run.Workspace, run.Id.Value);
        var request = documents.RequestAsync(reference, cancellationToken);
        var status = run.StartedOn is not null
            ? blobs.StatusAsync(run, cancellationToken)
            : Task.FromResult<RunStatus?>(null);
        var view = RunView.Of(run, time.GetUtcNow()).With(await request, await status);
        return run.State switch
        {
            RunState.Accepted => view with { Queue = await admission.PositionAsync(reference, cancellationToken) },
            RunState.Running => view with { Progress = Progress(view, await status, await paces.OfAsync(run, cancellationToken)) },
            _ => view,
        };
    }

    internal static RunProgressView Progress(RunView view, RunStatus? status, RunPace pace) =>
        RunProgressView.Of(status, pace, view.Durations.RunningSeconds ?? 0);
}
