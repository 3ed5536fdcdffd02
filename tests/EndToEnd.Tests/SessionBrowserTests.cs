using System.Text;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>What users come for, with a real Chromium.</summary>
[Trait("Category", "EndToEnd")]
[Collection(SessionStack.Collection)]
public sealed class SessionBrowserTests(SessionStack fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    private readonly SessionClient _sessions = new(fixture.Stack.Client.Http);

    [Fact]
    public async Task Notebook_MadeInChromium_IsThereOnAnotherFlavorAndRunsHeadless()
    {
        var client = fixture.Stack.Client;
        var id = await _sessions.StartAsync(new { name = "browser", flavor = "small" });
        using (var lab = await _sessions.OpenAsync(id, Deadline))
        {
            await using var browser = await Browser.StartAsync();
            var page = new LabPage(await browser.OpenAsync());
            try
            {
                await page.OpenAsync(lab.Url);
                await page.NewNotebookAsync();
                await OneKernelAsync(lab);
                await page.ExecuteAsync("print('six times seven is', 6 * 7)", "six times seven is 42");
                await page.SaveAsync("first.ipynb");
            }
            finally
            {
                await page.PictureAsync(Path.Combine(AppContext.BaseDirectory, "session.png"));
            }

            Assert.Contains("six times seven is 42", await lab.GetTextAsync("first.ipynb"), StringComparison.Ordinal);
        }

        await _sessions.StopAsync(id);
        await _sessions.WaitForAsync(id, Deadline, "stopped");
        await _sessions.RestartAsync(id, new { flavor = "medium" });
        using var again = await _sessions.OpenAsync(id, Deadline);
        Assert.Contains("six times seven is 42", await again.GetTextAsync("first.ipynb"), StringComparison.Ordinal);

        var run = await client.WaitForEndAsync(await client.RunAsync("home:first.ipynb"), Deadline);
        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        var result = Encoding.UTF8.GetString(await client.DownloadAsync($"runs/{run["id"]}/notebook", Deadline));
        Assert.Contains("six times seven is 42", result, StringComparison.Ordinal);
        await _sessions.StopAsync(id);
        await fixture.Stack.Groups.WaitUntilNoneAsync(Deadline);
    }

    /// <summary>
    /// JupyterLab 4.0 may start two kernels for a new notebook and end the first, with what it was asked to execute.
    /// </summary>
    private static async Task OneKernelAsync(LabClient lab)
    {
        var (kernel, looks) = ("", 0);
        await Eventually.TrueAsync(
            async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                var now = await lab.KernelsAsync() is [var one] && one["execution_state"]!.GetValue<string>() is "idle"
                    ? one["id"]!.GetValue<string>()
                    : "";
                (looks, kernel) = (now.Length > 0 && now == kernel ? looks + 1 : 0, now);
                return looks >= 3;
            },
            Deadline,
            "the notebook has one idle kernel that stays");
    }
}
