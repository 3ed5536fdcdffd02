using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Parity;

/// <summary>Begins checks: the headless half is an ordinary run on what the session has.</summary>
public sealed class ParityIntake(
    RunChecks checks, IWorkspaceUsage usage, RunIntake runs, ParityReports reports, TimeProvider time)
{
    /// <exception cref="ProblemException">The session is not ready, or the workspace may have no run.</exception>
    internal async Task<ParityReport> AcceptAsync(
        Workspace workspace,
        SessionRecord session,
        RunId? reserved,
        Caller caller,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (session is not { State: SessionState.Ready, Address: not null })
        {
            throw new ProblemException(Problems.WrongState(
                $"Session '{session.Id}' is not ready: it is {session.State.ToString().ToLowerInvariant()}."));
        }

        var submission = new RunSubmission
        {
            Upload = new UploadedNotebook { FileName = ParityProbe.FileName, Content = ParityProbe.Notebook() },
            Environment = session.Environment,
            Flavor = session.Flavor,
        };
        var wanted = await checks.CheckAsync(workspace, submission, new RequestErrors(), cancellationToken);
        if (await usage.CheckBudgetAsync(workspace, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }

        var origin = RunOrigin.System with { Id = reserved };
        var run = await runs.AcceptAsync(workspace, wanted, origin, caller, client, cancellationToken);
        var report = new ParityReport
        {
            Id = run.Id.Value,
            Workspace = session.Workspace,
            State = ParityState.Running,
            Session = session.Id.Value,
            Attempt = session.Attempt,
            Run = run.Id.Value,
            Environment = session.Environment,
            Image = session.Image,
            Flavor = session.Flavor,
            CreatedBy = caller.User,
            CreatedOn = time.GetUtcNow(),
        };
        await reports.WriteAsync(report, CancellationToken.None);
        var check = new ParityReference(report.Workspace, report.Id);
        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ParityOrchestrator), check, new StartOrchestrationOptions(check.InstanceId), CancellationToken.None);
        return report;
    }
}
