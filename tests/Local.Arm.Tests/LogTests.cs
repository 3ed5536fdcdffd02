using System.Text;
using CloudWorkspaces.Local.Arm.Engine;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class LogTests(EmulatorFixture fixture)
{
    private ArmApi Api => fixture.Api;

    [Theory]
    [InlineData("", "first\nin pieces\nlast\n")]
    [InlineData("&tail=3", "first\nin pieces\nlast\n")]
    [InlineData("&tail=2", "in pieces\nlast\n")]
    public async Task Logs_LineWrittenInPieces_IsOneLine(string query, string expected)
    {
        var body = Bodies.Group(
            "echo first; busybox sleep 0.2; (printf 'in '; busybox sleep 0.2; echo pieces) >&2; busybox sleep 0.2; echo last");
        var name = await Api.CreateAsync(body);
        await Api.WaitForStateAsync(name, "Succeeded");

        Assert.Equal(expected, await Api.LogsAsync(name, query: query));
    }

    [Theory]
    [InlineData("a\nb\nc\n", null, "a\nb\nc\n")]
    [InlineData("a\nb\nc\n", 2, "b\nc\n")]
    [InlineData("a\nb\nc", 2, "b\nc")]
    [InlineData("a\nb\n\n", 2, "b\n\n")]
    [InlineData("a\nb\n", 5, "a\nb\n")]
    [InlineData("\n", 1, "\n")]
    [InlineData("", 1, "")]
    public void Window_Text_IsTheLastLines(string log, int? lines, string expected)
    {
        var window = new LogWindow(100);
        window.Add(Encoding.UTF8.GetBytes(log));

        Assert.Equal(expected, window.Text(lines));
    }

    [Fact]
    public void Window_MoreThanItsSize_KeepsTheLastBytes()
    {
        var window = new LogWindow(5);
        foreach (var digit in "0123456789012345")
        {
            window.Add([(byte)digit]);
        }

        Assert.Equal("12345", window.Text(null));
    }
}
