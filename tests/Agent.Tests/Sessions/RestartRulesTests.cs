using CloudWorkspaces.Agent.Sessions;

namespace CloudWorkspaces.Agent.Tests.Sessions;

public sealed class RestartRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pause_EndsInARow_DoublesAndThenGivesUp()
    {
        List<DateTimeOffset> ends = [];
        List<double?> pauses = [];
        for (var end = 0; end < 6; end++)
        {
            ends.Add(Now.AddSeconds(10 * end));
            pauses.Add(RestartRules.Pause(ends)?.TotalSeconds);
        }

        Assert.Equal([0.5, 1, 2, 4, 8, null], pauses);
    }

    [Fact]
    public void Pause_EndsLongAgo_AreForgiven() =>
        Assert.Equal(0.5, RestartRules.Pause([.. Enumerable.Range(-6, 7).Select(end => Now.AddMinutes(11 * end))])?.TotalSeconds);

    [Theory]
    [InlineData(137, 1, "The container ran out of memory, and JupyterLab was killed.")]
    [InlineData(137, 0, "JupyterLab was ended by signal 9.")]
    [InlineData(1, 0, "JupyterLab ended with exit code 1: no port")]
    public void Reason_OfAnEnd_SaysWhatHappened(int exitCode, long kills, string expected) =>
        Assert.Equal(expected, RestartRules.Reason(exitCode, kills, "no port"));
}
