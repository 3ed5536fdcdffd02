using CloudWorkspaces.Agent.Papermill;

namespace CloudWorkspaces.Agent.Causes;

/// <summary>What the exception that papermill ended with says about the cause; null when it says nothing.</summary>
internal static class FailureRules
{
    public static Cause? Decide(RunFacts facts) => facts.Failure switch
    {
        { Type: FailureTypes.CellRaised } failure => Raised(facts, failure),
        { Type: FailureTypes.DeadKernel } => facts.OomKills > 0
            ? CauseRules.OutOfMemory(facts, Cause.KernelScope)
            : KernelDied(facts),
        { Type: FailureTypes.CellTimeout } failure => TimedOut(facts, failure),
        { Type: FailureTypes.NoSuchKernel } failure => Unavailable(failure.Message),
        { Type: FailureTypes.InvalidParameters } failure =>
            new Cause { Code = CauseCodes.InvalidParameters, Message = failure.Message },
        { Type: FailureTypes.RuntimeError } failure => Start(facts, failure.Message),
        { Type: FailureTypes.ValueError } failure => Values(failure.Message),
        { Type: FailureTypes.PapermillException, Message: var text }
            when text.StartsWith("No parameter translator", StringComparison.Ordinal) =>
            new Cause { Code = CauseCodes.InvalidParameters, Message = $"This kernel takes no parameters: {text}" },
        { Type: var type, Message: var text } when type.StartsWith("nbformat.", StringComparison.Ordinal) =>
            new Cause { Code = CauseCodes.InvalidNotebook, Message = $"The notebook cannot be read: {text}" },
        // The program that the kernel's specification names is missing or may not be executed.
        { Type: "builtins.FileNotFoundError" or "builtins.PermissionError" } failure when facts.CellIndex is null =>
            Unavailable($"The kernel could not be started: {failure.Message}"),
        _ => null,
    };

    public static Cause KernelDied(RunFacts facts) => new()
    {
        Code = CauseCodes.KernelDied,
        Message = "The kernel ended while it executed a cell.",
        CellIndex = facts.CellIndex,
    };

    private static Cause Raised(RunFacts facts, PapermillFailure failure)
    {
        if (facts.OomKills > 0)
        {
            return CauseRules.OutOfMemory(facts, Cause.KernelScope);
        }

        return new Cause
        {
            Code = facts.InInjectedCell ? CauseCodes.InvalidParameters : CauseCodes.NotebookError,
            Message = facts.InInjectedCell
                ? $"The parameters are no valid code of the notebook's language: {failure.ExceptionName}: {failure.ExceptionValue}"
                : $"Cell {facts.CellIndex} raised {failure.ExceptionName}: {failure.ExceptionValue}",
            CellIndex = facts.CellIndex,
            ExceptionName = failure.ExceptionName,
            ExceptionValue = failure.ExceptionValue,
        };
    }

    private static Cause TimedOut(RunFacts facts, PapermillFailure failure) =>
        facts.CellTimeoutSeconds is { } seconds && !failure.Message.Contains("IOPub", StringComparison.Ordinal)
            ? new Cause
            {
                Code = CauseCodes.CellTimeout,
                Message = $"Cell {facts.CellIndex} took longer than {seconds} s.",
                CellIndex = facts.CellIndex,
            }
            // Papermill gives up when a cell's last output does not arrive within 4 s of its end.
            : new Cause
            {
                Code = CauseCodes.NotebookError,
                Message = $"Cell {facts.CellIndex} wrote more output than papermill could take in time.",
                CellIndex = facts.CellIndex,
                ExceptionName = "CellTimeoutError",
                ExceptionValue = failure.Message,
            };

    private static Cause? Start(RunFacts facts, string message) => message switch
    {
        _ when message.StartsWith("Kernel didn't respond", StringComparison.Ordinal) => new Cause
        {
            Code = CauseCodes.StartTimeout,
            Message = $"The kernel did not answer within {facts.StartTimeoutSeconds} s.",
        },
        _ when !message.StartsWith("Kernel died before replying", StringComparison.Ordinal) => null,
        _ when facts.OomKills > 0 => CauseRules.OutOfMemory(facts, Cause.KernelScope),
        _ => Unavailable("The kernel ended before it was ready; the log says why."),
    };

    private static Cause? Values(string message) => message switch
    {
        _ when message.StartsWith("No kernel name found", StringComparison.Ordinal) => Unavailable(message),
        _ when message.StartsWith("No language found", StringComparison.Ordinal) => new Cause
        {
            Code = CauseCodes.InvalidNotebook,
            Message = "The notebook does not name its language, which the parameters are written in.",
        },
        _ => null,
    };

    private static Cause Unavailable(string message) => new() { Code = CauseCodes.KernelUnavailable, Message = message };
}
