using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Causes;

/// <summary>Causes that are limits of memory and time.</summary>
[Trait("Category", "EndToEnd")]
[Collection(CauseStack.Collection)]
public sealed class LimitCauseTests(CauseStack fixture)
{
    private const string First = "print('first')";
    private const string Never = "print('never')";
    private const string TakeMemory = "x = bytearray(1_500_000_000)";

    /// <summary>Many processes of middling size, so that papermill, which is to be spared least, is the one that is killed.</summary>
    private const string TakeMemoryAround =
        """
        import os, subprocess, sys, time
        open(f'/proc/{os.getppid()}/oom_score_adj', 'w').write('1000')
        hog = 'x = bytearray(70_000_000)\nimport time; time.sleep(300)'
        children = [subprocess.Popen([sys.executable, '-c', hog]) for _ in range(8)]
        time.sleep(300)
        """;

    private readonly CauseRuns _runs = new(fixture.Stack.Client);

    [Fact]
    public async Task KernelTakesAllMemory_IsOutOfMemoryOfTheKernel()
    {
        var id = await _runs.StartAsync(Notebooks.Python(First, TakeMemory, Never), SmallMemory());

        var cause = await _runs.EndAsync(id, "out-of-memory");

        Assert.Equal("kernel", $"{cause["scope"]}");
        Assert.Equal(1, (int)cause["cellIndex"]!);
        Assert.Contains("512 MiB", $"{cause["message"]}", StringComparison.Ordinal);
        await _runs.AssertTruthAsync(id, "out-of-memory", "completed", "failed", "pending");
    }

    [Fact]
    public async Task PapermillIsKilledForMemory_IsOutOfMemoryOfTheContainer()
    {
        var id = await _runs.StartAsync(Notebooks.Python(First, TakeMemoryAround, Never), SmallMemory());

        var cause = await _runs.EndAsync(id, "out-of-memory");

        Assert.Equal("container", $"{cause["scope"]}");
        Assert.Equal(1, (int)cause["cellIndex"]!);
        await _runs.AssertTruthAsync(id, "out-of-memory", "completed", "failed", "pending");
    }

    [Fact]
    public async Task CellTakesTooLong_IsCellTimeout()
    {
        var id = await _runs.StartAsync(
            Notebooks.Python(First, "import time\ntime.sleep(300)", Never), Timeouts("cellSeconds", 2));

        var cause = await _runs.EndAsync(id, "cell-timeout");

        Assert.Equal(1, (int)cause["cellIndex"]!);
        Assert.Contains("longer than 2 s", $"{cause["message"]}", StringComparison.Ordinal);
        await _runs.AssertTruthAsync(id, "cell-timeout", "completed", "failed", "pending");
    }

    [Fact]
    public async Task RunTakesTooLong_IsRunTimeoutWithTheOutputSoFar()
    {
        var id = await _runs.StartAsync(
            Notebooks.Python(First, "import time\nprint('be' + 'gun', flush=True)\ntime.sleep(300)", Never), Timeouts("runSeconds", 8));

        var cause = await _runs.EndAsync(id, "run-timeout");

        Assert.Equal(1, (int)cause["cellIndex"]!);
        Assert.Contains("8 s", $"{cause["message"]}", StringComparison.Ordinal);
        await _runs.AssertTruthAsync(id, "run-timeout", "completed", "failed", "pending");
        var result = await _runs.ResultAsync(id, "completed", "failed", "pending");
        Assert.Contains("begun", result.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonObject SmallMemory() => new() { ["flavor"] = CauseStack.SmallMemory };

    private static JsonObject Timeouts(string name, int seconds) => new() { ["timeouts"] = new JsonObject { [name] = seconds } };
}
