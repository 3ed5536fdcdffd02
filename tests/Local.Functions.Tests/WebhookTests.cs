using System.Net;
using CloudWorkspaces.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Starting and steering over HTTP.</summary>
public sealed class WebhookTests(KeyedApp app) : IClassFixture<KeyedApp>
{
    private readonly DurableTaskClient _client = app.App.Client;

    [Fact]
    public async Task Start_NewId_AnswersLinksThatWork()
    {
        var id = Scripts.Orchestrator(async context =>
            context.GetInput<int>() + await context.WaitForExternalEvent<int>("go"));

        var answer = await app.DurableAsync(HttpMethod.Post, $"orchestrators/Script/{id}", "5");
        var links = (await KeyedApp.JsonAsync(answer)).AsObject();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter!.Delta);
        Assert.Equal((string)links["statusQueryGetUri"]!, answer.Headers.Location!.OriginalString);
        Assert.Equal(
            [
                "id", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri",
                "suspendPostUri", "resumePostUri",
            ],
            links.Select(link => link.Key));
        Assert.Equal(id, (string)links["id"]!);
        Assert.Contains($"/instances/{id}?taskHub={app.App.Hub}&connection=Storage&code=", (string)links["statusQueryGetUri"]!, StringComparison.Ordinal);

        var raised = await app.App.Http.PostAsync(
            ((string)links["sendEventPostUri"]!).Replace("{eventName}", "go", StringComparison.Ordinal), Json("7"));
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        Assert.Equal(12, (await Scripts.EndAsync(_client, id)).ReadOutputAs<int>());
        Assert.Equal(HttpStatusCode.OK, (await app.App.Http.GetAsync((string)links["statusQueryGetUri"]!)).StatusCode);
    }

    [Fact]
    public async Task Start_UnknownOrchestratorOrNoJson_IsRefused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await app.DurableAsync(HttpMethod.Post, "orchestrators/Nobody")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.DurableAsync(HttpMethod.Post, "orchestrators/Script", "{")).StatusCode);
    }

    [Fact]
    public async Task Start_IdOfARunningOne_IsAConflict()
    {
        var id = await WaitingAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await app.DurableAsync(HttpMethod.Post, $"orchestrators/Script/{id}")).StatusCode);
    }

    [Fact]
    public async Task Start_WithTimeout_AnswersTheOutputOrTheLinks()
    {
        var ends = Scripts.Orchestrator(_ => Task.FromResult<object?>(new { Sum = 3 }));
        var waits = Scripts.Orchestrator(async context => await context.WaitForExternalEvent<object>("go"));

        var ended = await app.DurableAsync(HttpMethod.Post, $"orchestrators/Script/{ends}?timeout=20&pollingInterval=1");
        var waiting = await app.DurableAsync(HttpMethod.Post, $"orchestrators/Script/{waits}?timeout=0.1&pollingInterval=0.1");

        Assert.Equal((HttpStatusCode.OK, """{"Sum":3}"""), (ended.StatusCode, await ended.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.Accepted, waiting.StatusCode);
        Assert.Equal(waits, (string)(await KeyedApp.JsonAsync(waiting))["id"]!);
    }

    [Fact]
    public async Task RaiseEvent_NoJson_IsRefused()
    {
        var id = await WaitingAsync();

        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await app.DurableAsync(HttpMethod.Post, $"instances/{id}/raiseEvent/go", "1", "text/plain")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest, (await app.DurableAsync(HttpMethod.Post, $"instances/{id}/raiseEvent/go", "{")).StatusCode);
    }

    [Theory]
    [InlineData("raiseEvent/go")]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    public async Task Order_UnknownOrEndedInstance_IsNotFoundOrGone(string order)
    {
        var ended = await Scripts.RunAsync(_client, _ => Task.FromResult<object?>(1));

        Assert.Equal(
            HttpStatusCode.NotFound, (await app.DurableAsync(HttpMethod.Post, $"instances/nobody/{order}", "1")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Gone,
            (await app.DurableAsync(HttpMethod.Post, $"instances/{ended.InstanceId}/{order}", "1")).StatusCode);
    }

    [Fact]
    public async Task Terminate_WithReason_EndsItWithTheReasonAsOutput()
    {
        var id = await WaitingAsync();

        var answer = await app.DurableAsync(HttpMethod.Post, $"instances/{id}/terminate?reason=too%20long");

        var ended = await Scripts.EndAsync(_client, id);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, ended.RuntimeStatus);
        Assert.Equal("too long", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task SuspendAndResume_Running_ChangeItsStatus()
    {
        var id = await WaitingAsync();

        var suspended = await app.DurableAsync(HttpMethod.Post, $"instances/{id}/suspend?reason=wait");
        await StatusAsync(id, OrchestrationRuntimeStatus.Suspended);
        var resumed = await app.DurableAsync(HttpMethod.Post, $"instances/{id}/resume?reason=on");
        await StatusAsync(id, OrchestrationRuntimeStatus.Running);

        Assert.Equal(HttpStatusCode.Accepted, suspended.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?restartWithNewInstanceId=true", false)]
    [InlineData("?restartWithNewInstanceId=false", true)]
    public async Task Restart_EndedOne_RunsAgainUnderANewIdUnlessToldNot(string query, bool same)
    {
        var ended = await Scripts.RunAsync(_client, context => Task.FromResult<object?>(context.GetInput<int>()), 6);

        var answer = await app.DurableAsync(HttpMethod.Post, $"instances/{ended.InstanceId}/restart{query}");

        var id = (string)(await KeyedApp.JsonAsync(answer))["id"]!;
        var instance = await _client.GetInstanceAsync(id, true);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(same, id == ended.InstanceId);
        Assert.Equal(6, instance!.ReadInputAs<int>());
    }

    [Fact]
    public async Task Restart_UnknownOrRunning_IsRefused()
    {
        var id = await WaitingAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await app.DurableAsync(HttpMethod.Post, "instances/nobody/restart")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.DurableAsync(HttpMethod.Post, $"instances/{id}/restart?restartWithNewInstanceId=false")).StatusCode);
    }

    [Fact]
    public async Task Rewind_UnknownCompletedOrFailed_SaysWhyNot()
    {
        var completed = await Scripts.RunAsync(_client, _ => Task.FromResult<object?>(1));
        var failed = await Scripts.RunAsync(_client, _ => throw new InvalidOperationException("no"));

        Assert.Equal(HttpStatusCode.NotFound, (await app.DurableAsync(HttpMethod.Post, "instances/nobody/rewind")).StatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await app.DurableAsync(HttpMethod.Post, $"instances/{completed.InstanceId}/rewind")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotImplemented,
            (await app.DurableAsync(HttpMethod.Post, $"instances/{failed.InstanceId}/rewind")).StatusCode);
    }

    [Theory]
    [InlineData("taskHub=another", HttpStatusCode.BadRequest)]
    [InlineData("connection=Another", HttpStatusCode.BadRequest)]
    [InlineData("connection=AzureWebJobsStorage", HttpStatusCode.OK)]
    public async Task Get_HubOrConnectionOfAnotherHost_IsRefused(string query, HttpStatusCode expected) =>
        Assert.Equal(expected, (await app.DurableAsync(HttpMethod.Get, "instances?" + query)).StatusCode);

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private async Task StatusAsync(string id, OrchestrationRuntimeStatus status) => await Eventually.TrueAsync(
        async () => (await _client.GetInstanceAsync(id, false))!.RuntimeStatus == status, TimeSpan.FromSeconds(20), $"it is {status}");

    private Task<string> WaitingAsync() =>
        Scripts.StartAsync(_client, async context => await context.WaitForExternalEvent<object>("go"));
}
