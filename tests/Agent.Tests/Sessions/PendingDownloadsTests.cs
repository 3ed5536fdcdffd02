using CloudWorkspaces.Agent.Activity;

namespace CloudWorkspaces.Agent.Tests.Sessions;

public sealed class PendingDownloadsTests
{
    private const string Heading =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    [Theory]
    [InlineData("0100007F:22B8", "01", "00000000:00000000", 0)]
    [InlineData("0100007F:22B8", "01", "0000A000:00000000", 1)]
    [InlineData("0100007F:22B8", "01", "00000000:0000A000", 0)]
    [InlineData("0100007F:22B8", "0A", "0000A000:00000000", 0)]
    [InlineData("0100007F:22B9", "01", "0000A000:00000000", 0)]
    [InlineData("0000000000000000FFFF00000100007F:22B8", "01", "00000001:00000000", 1)]
    public void Count_Connection_CountsWhileBytesWaitForTheBrowser(string local, string state, string queues, int expected)
    {
        string[] table = [Heading, $"   0: {local} 0100007F:D2F0 {state} {queues} 00:00000000 00000000  1000        0 1"];

        Assert.Equal(expected, PendingDownloads.Count(table, port: 8888));
    }
}
