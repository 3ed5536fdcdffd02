using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>
/// SIGKILL of the function host at chosen points of a run. Each point is a request of the host that a proxy holds:
/// the host is dead before the request goes on, or before its answer comes back.
/// </summary>
[Trait("Category", "EndToEnd")]
public sealed class CrashTests
{
    private static readonly TimeSpan RunDeadline = TimeSpan.FromSeconds(120);

    [Fact]
    public Task Kill_RowInsertedAndNoOrchestration_RunEndsRight() => KillAtAsync(
        (stack, kill) => stack.HubProxy!.BeforeForward = async request =>
        {
            if (request.Method != HttpMethods.Get && await MentionsRunAsync(request))
            {
                await kill();
            }
        });

    [Fact]
    public Task Kill_BeforePut_RunEndsRight() => KillAtAsync(
        (stack, kill) => stack.ArmProxy!.BeforeForward =
            request => request.Method == HttpMethods.Put ? kill() : Task.CompletedTask);

    [Fact]
    public Task Kill_PutSentAndAnswerLost_RunEndsRight() => KillAtAsync(
        (stack, kill) => stack.ArmProxy!.AfterForward =
            request => request.Method == HttpMethods.Put ? kill() : Task.CompletedTask);

    [Fact]
    public Task Kill_BeforeDelete_RunEndsRight() => KillAtAsync(
        (stack, kill) => stack.ArmProxy!.BeforeForward =
            request => request.Method == HttpMethods.Delete ? kill() : Task.CompletedTask);

    [Fact]
    public async Task Kill_WhileRunning_RunEndsRight()
    {
        await using var stack = await LocalStack.StartAsync(new StackOptions { Proxies = true });
        var id = await stack.Client.RunAsync(Notebooks.Python(Notebooks.MarkExecution, "import time\ntime.sleep(8)"));
        await stack.Client.WaitForStateAsync(id, ["running"], RunDeadline);

        await stack.App.KillAsync();
        await stack.App.StartAsync();

        await AssertEndsRightAsync(stack, id);
    }

    private static async Task KillAtAsync(Action<LocalStack, Func<Task>> arm)
    {
        await using var stack = await LocalStack.StartAsync(new StackOptions { Proxies = true });
        var path = $"notebooks/{Guid.NewGuid():N}.ipynb";
        await stack.Client.PutFileAsync(
            path, System.Text.Encoding.UTF8.GetBytes(Notebooks.Python(Notebooks.MarkExecution).ToJsonString()));
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var kills = 0;
        arm(stack, async () =>
        {
            if (Interlocked.Increment(ref kills) == 1)
            {
                await stack.App.KillAsync();
                killed.SetResult();
                throw new IOException("The caller is dead.");
            }
        });

        try
        {
            await stack.Client.RunAsync(path);
        }
        catch (HttpRequestException)
        {
            // The host died before it could answer; the run's row is there all the same.
        }

        await killed.Task.WaitAsync(RunDeadline);
        await stack.App.StartAsync();

        await AssertEndsRightAsync(stack, await stack.Client.OnlyRunAsync());
    }

    private static async Task AssertEndsRightAsync(LocalStack stack, string id)
    {
        var run = await stack.Client.WaitForEndAsync(id, RunDeadline);
        Assert.Equal("succeeded", run["state"]!.GetValue<string>());
        await stack.Groups.WaitUntilNoneAsync(RunDeadline);
        await Executions.AssertOnceAsync(stack.Client, id);
    }

    private static async Task<bool> MentionsRunAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        return (Uri.UnescapeDataString(request.Path) + body).Contains("run-", StringComparison.Ordinal);
    }
}
