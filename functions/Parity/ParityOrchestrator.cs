using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Parity;

/// <summary>The session's half, the end of the run, the comparison. Whatever fails ends in the report.</summary>
public static class ParityOrchestrator
{
    /// <summary>A run may wait in the workspace's queue before it begins.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    [Function(nameof(ParityOrchestrator))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var check = context.GetInput<ParityReference>() ??
            throw new InvalidOperationException($"Orchestration {context.InstanceId} has no input.");
        var calls = new RunCalls(context, check.InstanceId);
        string? reason;
        try
        {
            reason = await calls.PatientlyAsync<string?>(nameof(ProbeSession), check) ?? await AwaitRunAsync(context, calls, check);
        }
        catch (TaskFailedException exception)
        {
            reason = $"The step {exception.TaskName} of the check failed.";
        }

        await calls.PatientlyAsync(nameof(SettleParity), new ParitySettlement(check, reason));
    }

    /// <summary>Null once the run has its result, else why there is none.</summary>
    private static async Task<string?> AwaitRunAsync(TaskOrchestrationContext context, RunCalls calls, ParityReference check)
    {
        var deadline = context.CurrentUtcDateTime + Longest;
        for (var wait = FirstWait; context.CurrentUtcDateTime < deadline; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var progress = await calls.PatientlyAsync<ParityRun>(nameof(LookAtParityRun), check);
            if (progress.IsOver)
            {
                return progress.Reason;
            }

            await context.CreateTimer(wait, CancellationToken.None);
        }

        return $"The run did not end within {Longest.TotalMinutes} minutes.";
    }
}
