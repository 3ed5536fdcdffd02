using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Sessions that lose their JupyterLab, their container, or their machine.</summary>
[Trait("Category", "EndToEnd")]
[Collection(SessionStack.Collection)]
public sealed class SessionFailureTests(SessionStack fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    private readonly SessionClient _sessions = new(fixture.Stack.Client.Http);

    private GroupClient Groups => fixture.Stack.Groups;

    [Fact]
    public async Task Lab_Killed_ComesBackAndTheReasonIsShown()
    {
        var id = await _sessions.StartAsync(new { name = "crash" });
        using var lab = await _sessions.OpenAsync(id, Deadline);

        // Later, so that the answer to this gets through.
        await lab.ExecuteAsync(
            await lab.StartKernelAsync(),
            "import os, signal, threading; threading.Timer(3, os.kill, (os.getppid(), signal.SIGKILL)).start()");

        JsonObject session = [];
        await Eventually.TrueAsync(
            async () => (session = await _sessions.WaitForAsync(id, Deadline, "ready"))["restarts"] is not null,
            Deadline,
            "the restart is shown");
        Assert.Equal("JupyterLab was ended by signal 9.", session["restarts"]!.AsArray().Single()!["reason"]!.GetValue<string>());
        await Eventually.TrueAsync(() => AnswersAsync(lab), Deadline, "JupyterLab answers again");
        Assert.Equal("ready", (await _sessions.GetAsync(id))["state"]!.GetValue<string>());
        Assert.Equal("2\n", await lab.ExecuteAsync(await lab.StartKernelAsync(), "print(1 + 1)"));
        await _sessions.StopAsync(id);
        await Groups.WaitUntilNoneAsync(Deadline);
    }

    [Fact]
    public async Task Lab_ShutDownFromItsOwnMenu_StopsTheSession()
    {
        var id = await _sessions.StartAsync(new { name = "menu" });
        using var lab = await _sessions.OpenAsync(id, Deadline);

        using var answer = await lab.Http.PostAsync("api/shutdown", null);

        var stopped = await _sessions.WaitForAsync(id, Deadline, "stopped");
        Assert.Equal("JupyterLab was shut down from its own menu.", stopped["cause"]!["message"]!.GetValue<string>());
        await Groups.WaitUntilNoneAsync(Deadline);
    }

    [Theory]
    [InlineData("Eviction", "preempted")]
    [InlineData("NodeLoss", "platform-error")]
    public async Task Session_Lost_FailsWithTheReasonAndStartsAgain(string fault, string cause)
    {
        var id = await _sessions.StartAsync(new { name = "lost" });
        using var lab = await _sessions.OpenAsync(id, Deadline);

        await Groups.AskForFaultAsync(new { kind = fault });

        var lost = await _sessions.WaitForAsync(id, Deadline, "failed");
        Assert.Equal(cause, lost["cause"]!["code"]!.GetValue<string>());
        Assert.NotEmpty(lost["cause"]!["message"]!.GetValue<string>());
        await Groups.WaitUntilNoneAsync(Deadline);
        await _sessions.RestartAsync(id);
        using var again = await _sessions.OpenAsync(id, Deadline);
        Assert.True(await AnswersAsync(again));
        await _sessions.StopAsync(id);
        await Groups.WaitUntilNoneAsync(Deadline);
    }

    [Fact]
    public async Task Session_ImageCannotBePulled_IsImageUnavailable()
    {
        await Groups.AskForFaultAsync(new { kind = "ImagePullFailure" });

        var session = await _sessions.WaitForAsync(await _sessions.StartAsync(new { name = "no-image" }), Deadline, "failed");

        Assert.Equal("image-unavailable", session["cause"]!["code"]!.GetValue<string>());
        await Groups.WaitUntilNoneAsync(Deadline);
    }

    private static async Task<bool> AnswersAsync(LabClient lab)
    {
        try
        {
            using var answer = await lab.Http.GetAsync("api/contents");
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
