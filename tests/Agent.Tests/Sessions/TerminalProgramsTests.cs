using CloudWorkspaces.Agent.Activity;

namespace CloudWorkspaces.Agent.Tests.Sessions;

public sealed class TerminalProgramsTests
{
    private const string Lab = "20 (jupyter-lab) S 1 20 20 0 -1 4194304 1 2 3";
    private const string Shell = "30 (bash) S 20 30 30 34816 30 4194304 1 2 3";
    private const string OtherShell = "40 (bash) S 20 40 40 34817 40 4194304 1 2 3";

    [Fact]
    public void CountTerminals_ShellsThatWait_AreNotBusy() =>
        Assert.Equal(0, TerminalPrograms.CountTerminals([Lab, Shell, OtherShell]));

    [Theory]
    [InlineData("31 (sleep) S 30 31 30 34816 31 4194304")]
    [InlineData("31 (a (b) c) R 30 31 30 34816 30 4194304")]
    public void CountTerminals_ProgramInOne_CountsIt(string program) =>
        Assert.Equal(1, TerminalPrograms.CountTerminals([Lab, Shell, program, OtherShell]));

    [Fact]
    public void CountTerminals_ProgramsInOneTerminal_CountOnce() => Assert.Equal(
        1,
        TerminalPrograms.CountTerminals([Shell, "31 (tar) S 30 31 30 34816 31 4", "32 (gzip) S 30 31 30 34816 31 4"]));

    [Theory]
    [InlineData("31 (sleep) Z 30 31 30 34816 31 4194304")]
    [InlineData("31 (daemon) S 1 31 31 0 -1 4194304")]
    public void CountTerminals_DeadOrDetachedProgram_DoesNotCount(string program) =>
        Assert.Equal(0, TerminalPrograms.CountTerminals([Shell, program]));
}
