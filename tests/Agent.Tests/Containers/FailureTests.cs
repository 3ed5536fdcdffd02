using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>Every way a notebook can fail, by the real papermill and kernel.</summary>
[Trait("Category", "Container")]
public sealed class FailureTests
{
    [Fact]
    public async Task Run_CellRaises_TellsCellAsSubmittedAndKeepsTheTrace()
    {
        var notebook = TestNotebook.Create(
            "python3",
            TestNotebook.Code("a = 1", "parameters"),
            TestNotebook.Markdown("text"),
            TestNotebook.Code("raise KeyError('Ünknown')"),
            TestNotebook.Code("print('never')"));
        var parameters = new JsonObject { ["parameters"] = new JsonObject { ["a"] = 2 } };
        await using var app = await AgentRuns.StartAppAsync(notebook, parameters);

        var settled = await AgentRuns.SettleAsync(app);

        var cause = settled["cause"]!;
        Assert.Equal("failed", (string?)settled["outcome"]);
        Assert.Equal("notebook-error", (string?)cause["code"]);
        Assert.Equal(2, (int)cause["cellIndex"]!);
        Assert.Equal("KeyError", (string?)cause["exceptionName"]);
        Assert.Equal("'Ünknown'", (string?)cause["exceptionValue"]);
        Assert.Equal("""{"total":4,"completed":2}""", settled["cells"]!.ToJsonString());
        Assert.Contains("papermill-error-cell", await app.ReadAsync("output.ipynb"), StringComparison.Ordinal);
        Assert.Contains("KeyError", await app.ReadAsync("output.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ParametersAreNoCode_IsInvalidParameters()
    {
        var parameters = new JsonObject { ["parameters"] = new JsonObject { ["not a name"] = 2 } };
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Of("print(1)"), parameters);

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("invalid-parameters", (string?)settled["cause"]!["code"]);
        Assert.Null(settled["cause"]!["cellIndex"]);
        Assert.Equal("SyntaxError", (string?)settled["cause"]!["exceptionName"]);
    }

    [Fact]
    public async Task Run_KernelIsKilled_IsKernelDiedAndNoLaterCellIsCalledCompleted()
    {
        var notebook = TestNotebook.Of(
            "print('first')", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "print('never')");
        await using var app = await AgentRuns.StartAppAsync(notebook);

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("kernel-died", (string?)settled["cause"]!["code"]);
        Assert.Equal(1, (int)settled["cause"]!["cellIndex"]!);
        Assert.Equal(138, (int)settled["exitCode"]!);
        Assert.Equal("""{"total":3,"completed":1}""", settled["cells"]!.ToJsonString());
        Assert.Equal(["completed", "failed", "pending"], await AgentRuns.CellStatesAsync(app));
        Assert.Contains("kernel-died", await app.ReadAsync("output.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KernelTakesAllMemory_IsOutOfMemoryOfTheKernel()
    {
        var notebook = TestNotebook.Of("print('first')", "x = bytearray(600_000_000)\nprint(len(x))", "print('never')");
        await using var app = await AgentRuns.StartAppAsync(notebook);

        var settled = await AgentRuns.SettleAsync(app, "--memory", "400m", "--memory-swap", "400m");

        var cause = settled["cause"]!;
        Assert.Equal("out-of-memory", (string?)cause["code"]);
        Assert.Equal("kernel", (string?)cause["scope"]);
        Assert.Equal(1, (int)cause["cellIndex"]!);
        Assert.Contains("400 MiB", (string?)cause["message"], StringComparison.Ordinal);
        Assert.Equal(["completed", "failed", "pending"], await AgentRuns.CellStatesAsync(app));
    }

    [Fact]
    public async Task Run_ChildOfKernelIsKilledForMemory_CompletesAndSaysSo()
    {
        const string Hog =
            "import subprocess, sys\n" +
            "print(subprocess.run([sys.executable, '-c', 'bytearray(600_000_000)']).returncode)";
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Of(Hog));

        var settled = await AgentRuns.SettleAsync(app, "--memory", "400m", "--memory-swap", "400m");

        Assert.Equal("completed", (string?)settled["cause"]!["code"]);
        Assert.Contains("ran out of memory", (string?)settled["cause"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PapermillIsKilled_IsPlatformErrorWithTheLastNotebook()
    {
        var notebook = TestNotebook.Of("print('first')", "import os, signal; os.kill(os.getppid(), signal.SIGKILL)\nimport time; time.sleep(60)");
        await using var app = await AgentRuns.StartAppAsync(notebook);

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("platform-error", (string?)settled["cause"]!["code"]);
        Assert.Equal(137, (int)settled["exitCode"]!);
        Assert.Equal(["completed", "failed"], await AgentRuns.CellStatesAsync(app));
    }

    [Fact]
    public async Task Run_CellTakesTooLong_IsCellTimeout()
    {
        var notebook = TestNotebook.Of("print('first')", "import time; time.sleep(60)", "print('never')");
        await using var app = await AgentRuns.StartAppAsync(notebook, new JsonObject { ["cellTimeoutSeconds"] = 1 });

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("cell-timeout", (string?)settled["cause"]!["code"]);
        Assert.Equal(1, (int)settled["cause"]!["cellIndex"]!);
        Assert.Equal(["completed", "failed", "pending"], await AgentRuns.CellStatesAsync(app));
    }

    [Fact]
    public async Task Run_NotebookTakesTooLong_IsRunTimeoutWithTheOutputSoFar()
    {
        var notebook = TestNotebook.Of("print('first')", "import time\nprint('begun', flush=True)\ntime.sleep(60)", "print('never')");
        await using var app = await AgentRuns.StartAppAsync(notebook, new JsonObject { ["runTimeoutSeconds"] = 4 });

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("run-timeout", (string?)settled["cause"]!["code"]);
        Assert.Equal(1, (int)settled["cause"]!["cellIndex"]!);
        Assert.Equal(["completed", "failed", "pending"], await AgentRuns.CellStatesAsync(app));
        Assert.Contains("begun", await app.ReadAsync("output.ipynb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KernelDoesNotExist_IsKernelUnavailableAndNamesThoseThatDo()
    {
        await using var app = await AgentRuns.StartAppAsync(TestNotebook.Create("julia-9", TestNotebook.Code("1")));

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("kernel-unavailable", (string?)settled["cause"]!["code"]);
        Assert.Contains("julia-9", (string?)settled["cause"]!["message"], StringComparison.Ordinal);
        Assert.Contains("python3", (string?)settled["cause"]!["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "invalid-notebook")]
    [InlineData("""{"type":"FeatureCollection"}""", "invalid-notebook")]
    [InlineData("""{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":4}""", "kernel-unavailable")]
    [InlineData("""{"cells":[{"cell_type":"code"}],"metadata":{"kernelspec":{"name":"python3"}},"nbformat":9,"nbformat_minor":4}""", "invalid-notebook")]
    public async Task Run_NotebookIsNone_FailsBeforeAnyCell(string content, string code)
    {
        await using var app = await AgentRuns.StartAppAsync(content);

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal(code, (string?)settled["cause"]!["code"]);
        Assert.Equal(0, (int)settled["cells"]!["completed"]!);
        Assert.Contains(code, await app.ReadAsync("log.txt"), StringComparison.Ordinal);
    }
}
