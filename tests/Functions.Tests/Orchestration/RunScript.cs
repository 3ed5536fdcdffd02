using CloudWorkspaces.Agents;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

/// <summary>A run that succeeds unless a test replaces a part of it.</summary>
internal sealed class RunScript
{
    public static readonly RunReference Run = new("default", RunId.New(OrchestrationDriver.StartedOn).Value);

    public RunScript()
    {
        Driver.On(nameof(PrepareRun), _ => Plan());
        Driver.On(nameof(CreateContainerGroup), _ =>
        {
            Driver.Raise(RunEvents.AgentSettled, Succeeded(), seconds: 3);
            return new GroupCreation { Outcome = GroupCreationOutcome.Created };
        });
        Driver.On(nameof(WatchRun), _ => RunVerdict.Wait);
        Driver.On<RunSettlement>(nameof(SettleRun), settlement =>
        {
            Settlement = settlement;
            SettledOn = Driver.Now;
            if (settlement.Ending.AgentWillFinish)
            {
                Driver.Raise(RunEvents.AgentFinished, new AgentFinished(1), seconds: 2);
            }

            return null;
        });
        Driver.On(nameof(StopContainerGroup), _ => new GroupStop(false));
        Driver.On(nameof(DeleteContainerGroup), _ => new GroupDeletion(true));
    }

    public OrchestrationDriver Driver { get; } = new(Run.InstanceId, Run, RunOrchestrator.RunAsync);

    public RunSettlement? Settlement { get; private set; }

    public DateTime SettledOn { get; private set; }

    public RunEnding Ending => Settlement?.Ending ?? throw new InvalidOperationException("It was not settled.");

    public static RunPlan Plan(RunReadiness readiness = RunReadiness.Admitted, bool mayHaveGroup = false) => new()
    {
        Readiness = readiness,
        Attempt = 1,
        MayHaveGroup = mayHaveGroup,
        AdmissionDeadline = OrchestrationDriver.StartedOn.AddHours(24),
        RunTimeoutSeconds = 3_600,
        ConversionDelaySeconds = 0,
        Options = new(),
    };

    public static AgentSettled Succeeded(int attempt = 1) => new()
    {
        Attempt = attempt,
        Outcome = AgentOutcome.Succeeded,
        Cause = new() { Code = RunCauses.Completed, Message = "All cells ran." },
    };

    public static AgentSettled Dismissed() => new()
    {
        Attempt = 1,
        Outcome = AgentOutcome.Dismissed,
        Cause = new() { Code = RunCauses.Cancelled, Message = "The run was cancelled." },
    };

    /// <summary>The agent stays silent.</summary>
    public void NoSettlement() => Driver.On(
        nameof(CreateContainerGroup), _ => new GroupCreation { Outcome = GroupCreationOutcome.Created });
}
