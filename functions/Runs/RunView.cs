using System.Text.Json.Nodes;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Progress;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs;

/// <summary>A run as the API shows it. Lists leave out what is not in the row.</summary>
public sealed record RunView
{
    public required string Id { get; init; }
    public required string Workspace { get; init; }
    public required RunState State { get; init; }
    public RunCause? Cause { get; init; }
    public required string Notebook { get; init; }
    public string? NotebookSha256 { get; init; }

    /// <summary>Of a notebook from git: where it is to be fetched from, and what the revision was.</summary>
    public GitSource? Git { get; init; }
    public string? Commit { get; init; }
    public required string Environment { get; init; }
    public required string Image { get; init; }
    public required string Flavor { get; init; }
    public string? Kernel { get; init; }
    public JsonObject? Parameters { get; init; }
    public string? ParametersYaml { get; init; }
    public RunTimeoutsView? Timeouts { get; init; }
    public required RunPriority Priority { get; init; }
    public RunRetry? Retry { get; init; }
    public required RunTrigger Trigger { get; init; }
    public string? Schedule { get; init; }
    public string? Batch { get; init; }
    public int? BatchItem { get; init; }
    public string? Process { get; init; }
    public string? RerunOf { get; init; }

    /// <summary>Whether retention leaves it alone.</summary>
    public required bool Pinned { get; init; }

    public required int Attempt { get; init; }
    public required IReadOnlyList<AttemptView> Attempts { get; init; }

    /// <summary>When the next attempt begins, while a run waits for that.</summary>
    public DateTimeOffset? RetryOn { get; init; }

    /// <summary>Of one run that waits for room; lists leave it out.</summary>
    public QueuePosition? Queue { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public DateTimeOffset? ProvisioningOn { get; init; }
    public DateTimeOffset? StartedOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }
    public DateTimeOffset? CancelRequestedOn { get; init; }
    /// <summary>In the answer to a submission alone: what whoever asked should know.</summary>
    public string? Warning { get; init; }

    public required RunDurationsView Durations { get; init; }
    public RunProgressView? Progress { get; init; }

    /// <summary>What the run mounted and what became of changes; while it runs this is in the progress.</summary>
    public IReadOnlyList<MountProgress>? Mounts { get; init; }
    /// <summary>Scalars that the notebook has recorded, by name.</summary>
    public JsonObject? Results { get; init; }

    public required IReadOnlyDictionary<string, string> Links { get; init; }

    public static RunView Of(RunRecord run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunView
        {
            Id = run.Id.Value,
            Workspace = run.Workspace,
            State = run.State,
            Cause = run.Cause,
            Notebook = run.Notebook,
            NotebookSha256 = run.NotebookSha256,
            Commit = run.Commit,
            Environment = run.Environment,
            Image = run.Image,
            Flavor = run.Flavor,
            Trigger = run.Trigger,
            Schedule = run.Schedule,
            Batch = run.Batch,
            BatchItem = run.BatchItem,
            Process = run.Process,
            RerunOf = run.RerunOf,
            Pinned = run.Pinned,
            Attempt = run.Attempt,
            Attempts = AttemptView.Of(run),
            RetryOn = run.State is RunState.Accepted ? run.RetryOn : null,
            Priority = run.Priority,
            CreatedBy = run.CreatedBy,
            CreatedOn = run.CreatedOn,
            ProvisioningOn = run.ProvisioningOn,
            StartedOn = run.StartedOn,
            EndedOn = run.EndedOn,
            CancelRequestedOn = run.CancelRequestedOn,
            Durations = RunDurationsView.Of(run, now),
            Links = RunLinks.Of(run),
        };
    }

    internal RunView With(RunRequest? request, RunStatus? status)
    {
        var view = State.IsTerminal() ? this with { Mounts = status?.Mounts, Results = status?.Records } : this;
        return request is null
            ? view
            : view with
            {
                Git = request.Git,
                Kernel = request.Kernel,
                Parameters = request.Parameters,
                Retry = request.Retry,
                ParametersYaml = request.ParametersYaml,
                Timeouts = new RunTimeoutsView
                {
                    RunSeconds = request.RunTimeoutSeconds,
                    CellSeconds = request.CellTimeoutSeconds,
                    StartSeconds = request.StartTimeoutSeconds,
                },
            };
    }
}
