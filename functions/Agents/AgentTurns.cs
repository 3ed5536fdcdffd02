using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Agents;

/// <summary>
/// Lets a settled run's conversion give way to runs, where they share processors: see
/// <see cref="AdmissionOptions.ConversionYields"/>.
/// </summary>
public sealed class AgentTurns(IRunStore runs, RunAdmission admission, TimeProvider time)
{
    private const double RetrySeconds = 1;

    public async Task<AgentTurn> AskAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        if (admission.ConversionDelay == TimeSpan.Zero)
        {
            return new() { Proceed = true };
        }

        var record = await runs.FindAsync(attempt.Run.Workspace, attempt.Run.Id, cancellationToken);
        var settledFor = record?.EndOf(attempt.Attempt) is { } endedOn ? time.GetUtcNow() - endedOn : TimeSpan.Zero;
        return await admission.MayConvertAsync(attempt.Run, settledFor, cancellationToken)
            ? new() { Proceed = true }
            : new() { Proceed = false, RetryAfterSeconds = RetrySeconds };
    }
}
