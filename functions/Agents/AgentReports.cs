using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Agents;

/// <summary>
/// Takes agents' events: the start goes to the run's row, the rest to its orchestration. A duplicate changes nothing.
/// </summary>
public sealed class AgentReports(IRunStore runs, IEnumerable<IRunFollower> followers, TimeProvider time)
{
    /// <exception cref="ProblemException">400, 404; 409 when a later attempt exists.</exception>
    public async Task TakeAsync(
        RunAttempt attempt, AgentEvent report, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var errors = AgentEventRules.Check(report);
        if (errors.Count > 0)
        {
            throw new ProblemException(Problems.InvalidRequest(errors));
        }

        var run = attempt.Run;
        var record = await runs.FindAsync(run.Workspace, run.Id, cancellationToken) ??
            throw new ProblemException(Problems.NotFound($"There is no run '{run.RunId}'."));
        // An attempt that was followed by another still has its result to convert.
        if (record.Attempt != attempt.Attempt && report.Type is not AgentEvent.Finished)
        {
            throw new ProblemException(Problems.WrongState($"The run is at attempt {record.Attempt}."));
        }

        switch (report.Type)
        {
            case AgentEvent.Started:
                await StartAsync(attempt, report, client, cancellationToken);
                break;
            case AgentEvent.Settled when !record.State.IsTerminal():
                await client.RaiseEventAsync(
                    run.InstanceId,
                    RunEvents.AgentSettled,
                    AgentEventRules.ToSettled(report, attempt.Attempt),
                    cancellationToken);
                break;
            case AgentEvent.Finished:
                await FinishAsync(attempt, client, cancellationToken);
                break;
        }
    }

    private async Task StartAsync(
        RunAttempt attempt, AgentEvent report, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var run = attempt.Run;
        var started = await runs.UpdateAsync(
            run.Workspace, run.Id, current => Start(current, attempt, report), cancellationToken);
        foreach (var follower in followers)
        {
            await follower.StartedAsync(started, client, cancellationToken);
        }
    }

    private RunRecord Start(RunRecord current, RunAttempt attempt, AgentEvent report) =>
        current.State is RunState.Accepted or RunState.Provisioning && current.Attempt == attempt.Attempt
            ? current with
            {
                State = RunState.Running,
                StartedOn = time.GetUtcNow(),
                NotebookSha256 = current.NotebookSha256 ?? report.NotebookSha256,
                Commit = current.Commit ?? report.Commit,
            }
            : current;

    private static async Task FinishAsync(
        RunAttempt attempt, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Nobody waits for it once the orchestration is over, and to raise it then is an error.
        if (await client.PresenceAsync(attempt.Run, cancellationToken) is OrchestrationPresence.Active)
        {
            await client.RaiseEventAsync(
                attempt.Run.InstanceId,
                RunEvents.AgentFinished,
                new AgentFinished(attempt.Attempt),
                cancellationToken);
        }
    }
}
