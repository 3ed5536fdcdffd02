using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

[Collection(AppFixture.Collection)]
public sealed class ActivityTests(AppFixture fixture)
{
    private readonly DurableTaskClient _client = fixture.App.Client;

    [Fact]
    public async Task CallActivity_WithInput_ReturnsItsResultWithNamesAsWritten()
    {
        var ended = await Scripts.RunAsync(_client, async context =>
            await context.CallActivityAsync<object>(nameof(Scripts.Echo), new { FirstName = "Ada", Born = 1815 }));

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal("""{"FirstName":"Ada","Born":1815}""", ended.SerializedOutput);
    }

    [Fact]
    public async Task CallActivity_Failing_ThrowsWithTheFailureThroughItsLevels()
    {
        var work = Scripts.Activity(() => throw new InvalidOperationException("outer", new FileNotFoundException("inner")));
        TaskFailedException? thrown = null;

        await Scripts.RunAsync(_client, async context =>
        {
            thrown = await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync(nameof(Scripts.Work), work));
            return null;
        });

        Assert.Equal(nameof(Scripts.Work), thrown!.TaskName);
        Assert.Equal("outer", thrown.FailureDetails.ErrorMessage);
        Assert.True(thrown.FailureDetails.IsCausedBy<InvalidOperationException>());
        Assert.False(thrown.FailureDetails.IsCausedBy<IOException>());
        Assert.True(thrown.FailureDetails.InnerFailure!.IsCausedBy<IOException>());
    }

    [Fact]
    public async Task CallActivity_UnknownName_FailsTheTask()
    {
        var ended = await Scripts.RunAsync(_client, async context => await context.CallActivityAsync<object>("Nobody"));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("Nobody", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallActivity_AThousandAtOnce_AllReturn()
    {
        var ended = await Scripts.RunAsync(_client, async context =>
        {
            var tasks = Enumerable.Range(1, 1_000).Select(number => context.CallActivityAsync<int>(nameof(Scripts.Echo), number));
            return (await Task.WhenAll(tasks)).Sum();
        });

        Assert.Equal(500_500, ended.ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallActivity_PayloadsOver64KiB_ArriveWhole()
    {
        var large = new string('x', 200_000);

        var ended = await Scripts.RunAsync(
            _client,
            async context => await context.CallActivityAsync<string>(nameof(Scripts.Echo), context.GetInput<string>() + "y"),
            large);

        Assert.Equal(large, ended.ReadInputAs<string>());
        Assert.Equal(large + "y", ended.ReadOutputAs<string>());
    }
}
