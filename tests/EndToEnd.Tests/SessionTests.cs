using System.Net;
using System.Net.Http.Json;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

[Trait("Category", "EndToEnd")]
public sealed class SessionTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly SessionClient _sessions = new(fixture.Stack.Client.Http);

    [Fact]
    public async Task Session_WithItsTokenOnly_LabAnswersAndAKernelRuns()
    {
        var id = await _sessions.StartAsync(new { name = "explore" });
        using var lab = await _sessions.OpenAsync(id, Deadline);

        var session = await _sessions.GetAsync(id);
        Assert.Equal(
            ["accepted", "provisioning", "claimed", "preflight", "starting-lab", "ready"],
            session["phases"]!.AsArray().Select(phase => phase!["name"]!.GetValue<string>()));
        using var page = await lab.Http.GetAsync("lab");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var stranger = LabClient.NewClient(lab.Address);
        using var refused = await stranger.GetAsync("api/contents");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        var kernel = await lab.StartKernelAsync();
        var printed = await lab.ExecuteAsync(
            kernel, "import os, pwd; print(pwd.getpwuid(os.getuid()).pw_name, os.getcwd(), 6 * 7)");
        Assert.Equal("jovyan /home/jovyan 42\n", printed);
        var variables = await lab.ExecuteAsync(kernel, "print(dict(os.environ))");
        Assert.DoesNotContain("AGENT", variables, StringComparison.Ordinal);
        Assert.DoesNotContain("TOKEN", variables, StringComparison.Ordinal);

        await _sessions.StopAsync(id);
        var stopped = await _sessions.WaitForAsync(id, Deadline, "stopped");
        Assert.Equal("stopped", stopped["cause"]!["code"]!.GetValue<string>());
        Assert.Contains("The session was stopped.", await _sessions.LogAsync(id), StringComparison.Ordinal);
        await fixture.Stack.Groups.WaitUntilNoneAsync(Deadline);
    }
}
