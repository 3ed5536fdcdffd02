using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Papermill;

namespace CloudWorkspaces.Agent.Tests.Causes;

public sealed class CauseRulesTests
{
    private const string Raised = "papermill.exceptions.PapermillExecutionError";
    private const string DeadKernel = "nbclient.exceptions.DeadKernelError";
    private const string CellTimeout = "nbclient.exceptions.CellTimeoutError";
    private const string NoKernel = "jupyter_client.kernelspec.NoSuchKernel";

    [Theory]
    // Papermill itself ended well, or by a signal.
    [InlineData(0, null, "", 0, "completed", null)]
    [InlineData(0, null, "", 2, "completed", null)]
    [InlineData(137, null, "", 0, "platform-error", null)]
    [InlineData(137, null, "", 1, "out-of-memory", "container")]
    [InlineData(143, null, "", 0, "platform-error", null)]
    // A dead kernel, told by exception or by exit code alone.
    [InlineData(138, DeadKernel, "Kernel died", 0, "kernel-died", null)]
    [InlineData(138, DeadKernel, "Kernel died", 1, "out-of-memory", "kernel")]
    [InlineData(138, null, "", 0, "kernel-died", null)]
    [InlineData(138, null, "", 1, "out-of-memory", "kernel")]
    // A cell raised, possibly because its child was killed.
    [InlineData(1, Raised, "", 0, "notebook-error", null)]
    [InlineData(1, Raised, "", 1, "out-of-memory", "kernel")]
    // Time.
    [InlineData(1, CellTimeout, "A cell timed out", 0, "cell-timeout", null)]
    [InlineData(1, "builtins.RuntimeError", "Kernel didn't respond in 60 seconds", 0, "start-timeout", null)]
    // A kernel that cannot be had.
    [InlineData(1, NoKernel, "No such kernel named x", 0, "kernel-unavailable", null)]
    [InlineData(1, "builtins.RuntimeError", "Kernel died before replying to kernel_info", 0, "kernel-unavailable", null)]
    [InlineData(1, "builtins.RuntimeError", "Kernel died before replying to kernel_info", 1, "out-of-memory", "kernel")]
    [InlineData(1, "builtins.ValueError", "No kernel name found in notebook and no override", 0, "kernel-unavailable", null)]
    // Notebook and parameters.
    [InlineData(1, "nbformat.reader.NotJSONError", "Notebook does not appear to be JSON", 0, "invalid-notebook", null)]
    [InlineData(1, "nbformat.validator.NotebookValidationError", "…", 0, "invalid-notebook", null)]
    [InlineData(1, "builtins.ValueError", "No language found in notebook and no override", 0, "invalid-notebook", null)]
    [InlineData(1, "papermill.exceptions.PapermillException", "No parameter translator functions", 0, "invalid-parameters", null)]
    // Anything else is ours to explain.
    [InlineData(1, "builtins.ModuleNotFoundError", "No module named 'zmq'", 0, "platform-error", null)]
    [InlineData(1, "builtins.RuntimeError", "surprise", 0, "platform-error", null)]
    [InlineData(1, null, "", 0, "platform-error", null)]
    public void Decide_NotStopped_FollowsTheTable(
        int exitCode, string? type, string message, int oomKills, string code, string? scope)
    {
        var cause = CauseRules.Decide(Facts(exitCode, type, message) with { OomKills = oomKills, CellIndex = 3 });

        Assert.Equal(code, cause.Code);
        Assert.Equal(scope, cause.Scope);
        Assert.NotEmpty(cause.Message);
    }

    [Theory]
    [InlineData(143, null, "cancelled", "dismissed")]
    [InlineData(137, null, "cancelled", "dismissed")]
    [InlineData(0, null, "completed", "succeeded")]
    [InlineData(1, Raised, "notebook-error", "failed")]
    public void Decide_CancelRequested_StillTellsWhatHappenedFirst(
        int exitCode, string? type, string code, string outcome)
    {
        var cause = CauseRules.Decide(Facts(exitCode, type) with { CancelRequested = true });

        Assert.Equal(code, cause.Code);
        Assert.Equal(outcome, cause.Outcome);
    }

    [Fact]
    public void Decide_TimeIsUp_IsRunTimeoutEvenWhenMemoryRanOutToo()
    {
        var facts = Facts(137) with { TimedOut = true, OomKills = 1, RunTimeoutSeconds = 7, CellIndex = 2 };

        var cause = CauseRules.Decide(facts);

        Assert.Equal("run-timeout", cause.Code);
        Assert.Equal(2, cause.CellIndex);
        Assert.Contains("7 s", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_CellRaised_CarriesCellAndException()
    {
        var facts = Facts(1) with
        {
            CellIndex = 4,
            Failure = new PapermillFailure { Type = Raised, ExceptionName = "KeyError", ExceptionValue = "'b1'" },
        };

        var cause = CauseRules.Decide(facts);

        Assert.Equal(4, cause.CellIndex);
        Assert.Equal("KeyError", cause.ExceptionName);
        Assert.Equal("'b1'", cause.ExceptionValue);
        Assert.Equal("Cell 4 raised KeyError: 'b1'", cause.Message);
        Assert.False(cause.Interrupts);
    }

    [Fact]
    public void Decide_InjectedCellRaised_IsInvalidParameters()
    {
        var cause = CauseRules.Decide(Facts(1, Raised) with { InInjectedCell = true });

        Assert.Equal("invalid-parameters", cause.Code);
    }

    [Theory]
    [InlineData(null, "A cell timed out")]
    [InlineData(30, "Timeout waiting for IOPub output")]
    public void Decide_OutputCameTooLate_IsNoCellTimeout(int? cellTimeout, string message)
    {
        var cause = CauseRules.Decide(Facts(1, CellTimeout, message) with { CellTimeoutSeconds = cellTimeout });

        Assert.Equal("notebook-error", cause.Code);
    }

    [Theory]
    [InlineData(null, "kernel-unavailable")]
    [InlineData(2, "platform-error")]
    public void Decide_FileNotFound_BlamesTheKernelOnlyBeforeTheFirstCell(int? cell, string code)
    {
        var cause = CauseRules.Decide(
            Facts(1, "builtins.FileNotFoundError", "No such file: 'R'") with { CellIndex = cell });

        Assert.Equal(code, cause.Code);
    }

    [Fact]
    public void Decide_OutOfMemory_NamesTheLimit()
    {
        var cause = CauseRules.Decide(Facts(138, DeadKernel) with { OomKills = 1, MemoryLimitBytes = 2L << 30 });

        Assert.Contains("2048 MiB", cause.Message, StringComparison.Ordinal);
        Assert.True(cause.Interrupts);
    }

    private static RunFacts Facts(int? exitCode, string? type = null, string message = "") => new()
    {
        ExitCode = exitCode,
        Failure = type is null ? null : new PapermillFailure { Type = type, Message = message },
        RunTimeoutSeconds = 3600,
        CellTimeoutSeconds = 30,
        StartTimeoutSeconds = 60,
    };
}
