using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// How long a run's orchestration waits for what. Section <c>Orchestration</c>. A run keeps what was in force when its
/// orchestration began.
/// </summary>
public sealed record OrchestrationOptions
{
    public const string Section = "Orchestration";

    /// <summary>From acceptance, or the time of another attempt, until there is room in the queues: 1 to 604,800 seconds, default a day.</summary>
    [Range(1, 604_800)]
    public int AdmissionTimeoutSeconds { get; init; } = 86_400;

    /// <summary>
    /// From admission until the agent's claim: 10 to 7,200 seconds, default 1,800, when container instances give up.
    /// </summary>
    [Range(10, 7_200)]
    public int ProvisioningTimeoutSeconds { get; init; } = 1_800;

    /// <summary>
    /// What is added to the run timeout, which the agent enforces, before the run is ended without the agent: 5 to
    /// 3,600 seconds, default 120.
    /// </summary>
    [Range(5, 3_600)]
    public int RunTimeoutGraceSeconds { get; init; } = 120;

    /// <summary>From the stop of a group to the agent's settlement: 1 to 300 seconds, default 10.</summary>
    [Range(1, 300)]
    public int CancelTimeoutSeconds { get; init; } = 10;

    /// <summary>
    /// From the settlement until the agent has converted the result and said so, its turn to convert not included:
    /// 1 to 3,600 seconds, default 60.
    /// </summary>
    [Range(1, 3_600)]
    public int FinishTimeoutSeconds { get; init; } = 60;

    /// <summary>Of the deletion of a group; the janitor goes on after that. 1 to 3,600 seconds, default 600.</summary>
    [Range(1, 3_600)]
    public int DeletionTimeoutSeconds { get; init; } = 600;

    /// <summary>
    /// From the group's creation until its state is looked at for the first time; the interval doubles from then on.
    /// 1 to 300 seconds, default 5.
    /// </summary>
    [Range(1, 300)]
    public int FirstWatchSeconds { get; init; } = 5;

    /// <summary>The longest interval between two looks: 1 to 3,600 seconds, default 60.</summary>
    [Range(1, 3_600)]
    public int MaxWatchSeconds { get; init; } = 60;
}
