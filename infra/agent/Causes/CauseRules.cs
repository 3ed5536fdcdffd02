using System.Globalization;
using CloudWorkspaces.Agent.Papermill;

namespace CloudWorkspaces.Agent.Causes;

/// <summary>
/// Decides the cause from all facts together, as none is enough: 137 is no proof of want of memory, and a process
/// killed for memory need not fail the run.
/// </summary>
internal static class CauseRules
{
    private const int DeadKernelExit = 138;
    private const int SignalBase = 128;

    public static Cause Decide(RunFacts facts)
    {
        if (facts.ExitCode == 0)
        {
            return Completed(facts);
        }

        var raised = facts.Failure?.Type == FailureTypes.CellRaised;
        if (!raised && facts.CancelRequested)
        {
            return new Cause
            {
                Code = CauseCodes.Cancelled,
                Message = "The run was cancelled.",
                CellIndex = facts.CellIndex,
            };
        }

        if (!raised && facts.TimedOut)
        {
            return new Cause
            {
                Code = CauseCodes.RunTimeout,
                Message = $"The run took longer than its {facts.RunTimeoutSeconds} s.",
                CellIndex = facts.CellIndex,
            };
        }

        return FailureRules.Decide(facts) ?? Unexplained(facts);
    }

    /// <summary>For want of memory, as the limit says it.</summary>
    public static Cause OutOfMemory(RunFacts facts, string scope)
    {
        var limit = facts.MemoryLimitBytes is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $" The limit is {bytes / 1048576.0:0} MiB.")
            : "";
        var what = scope == Cause.KernelScope ? "A process of the notebook" : "Papermill";
        return new Cause
        {
            Code = CauseCodes.OutOfMemory,
            Message = $"{what} was killed because the container ran out of memory.{limit}",
            CellIndex = facts.CellIndex,
            ExceptionName = facts.Failure?.ExceptionName,
            ExceptionValue = facts.Failure?.ExceptionValue,
            Scope = scope,
        };
    }

    private static Cause Completed(RunFacts facts) => new()
    {
        Code = CauseCodes.Completed,
        Message = facts.OomKills == 0
            ? "Every cell ran."
            : $"Every cell ran, though the container ran out of memory and {facts.OomKills} process(es) were killed.",
    };

    private static Cause Unexplained(RunFacts facts) => facts switch
    {
        { ExitCode: DeadKernelExit, OomKills: > 0 } => OutOfMemory(facts, Cause.KernelScope),
        { ExitCode: DeadKernelExit } => FailureRules.KernelDied(facts),
        { ExitCode: > SignalBase, OomKills: > 0 } => OutOfMemory(facts, Cause.ContainerScope),
        { ExitCode: > SignalBase and { } code } => Platform($"Papermill was ended by signal {code - SignalBase}.", facts),
        { Failure: { } failure } => Platform($"Papermill failed: {failure.Type}: {failure.Message}", facts),
        _ => Platform($"Papermill ended with exit code {facts.ExitCode}; the log says more.", facts),
    };

    private static Cause Platform(string message, RunFacts facts) => new()
    {
        Code = CauseCodes.PlatformError,
        Message = message,
        CellIndex = facts.CellIndex,
    };
}
