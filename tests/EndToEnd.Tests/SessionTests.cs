using System.Net;
using System.Net.Http.Json;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

[Trait("Category", "EndToEnd")]
[Collection(SessionStack.Collection)]
public sealed class SessionTests(SessionStack fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

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

    [Fact]
    public async Task Home_AfterStopAndStartOnAnotherFlavor_HasItsFilesAndRunsThemHeadless()
    {
        var client = fixture.Stack.Client;
        var id = await _sessions.StartAsync(new { name = "keeps", flavor = "small" });
        using (var lab = await _sessions.OpenAsync(id, Deadline))
        {
            await lab.MakeFolderAsync("analysis");
            await lab.PutTextAsync("analysis/data.txt", "kept");
            await lab.PutNotebookAsync("analysis/a.ipynb", Notebooks.Python("print(open('data.txt').read() + ' at home')"));
        }

        await _sessions.StopAsync(id);
        await _sessions.WaitForAsync(id, Deadline, "stopped");
        var restarted = await _sessions.RestartAsync(id, new { flavor = "medium" });
        using var again = await _sessions.OpenAsync(id, Deadline);
        Assert.Equal("kept", await again.GetTextAsync("analysis/data.txt"));
        Assert.Equal(("medium", 2), (restarted["flavor"]!.GetValue<string>(), restarted["attempt"]!.GetValue<int>()));

        var run = await client.WaitForEndAsync(await client.RunAsync("home:analysis/a.ipynb"), Deadline);
        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        var result = await client.DownloadAsync($"runs/{run["id"]}/notebook", Deadline);
        Assert.Contains("kept at home", System.Text.Encoding.UTF8.GetString(result), StringComparison.Ordinal);

        var missing = await client.WaitForEndAsync(await client.RunAsync("home:analysis/none.ipynb"), Deadline);
        Assert.Equal("invalid-notebook", missing["cause"]!["code"]!.GetValue<string>());
        Assert.Equal("Home has no file 'analysis/none.ipynb'.", missing["cause"]!["message"]!.GetValue<string>());
        await _sessions.StopAsync(id);
        await fixture.Stack.Groups.WaitUntilNoneAsync(Deadline);
    }
}
