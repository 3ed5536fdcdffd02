using System.Net;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class AdminTests(KeyedApp app) : IClassFixture<KeyedApp>
{
    [Fact]
    public async Task PostFunction_Timer_IsAcceptedAndFiresOnce()
    {
        var answer = await RunAsync(nameof(TimerFunctionsForTests.Hourly), """{"input": "test"}""");

        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        await Eventually.TrueAsync(
            () => TimerFunctionsForTests.Of(app.App.Hub, nameof(TimerFunctionsForTests.Hourly)).Count == 1,
            TimeSpan.FromSeconds(20),
            "the timer function has run");
        var timer = TimerFunctionsForTests.Of(app.App.Hub, nameof(TimerFunctionsForTests.Hourly)).Single();
        Assert.False(timer.IsPastDue);
        Assert.NotNull(timer.ScheduleStatus);
    }

    [Fact]
    public async Task PostFunction_Unknown_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync("nobody", "{}")).StatusCode);

    [Fact]
    public async Task PostFunction_WithoutTheMasterKey_IsUnauthorized() =>
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await app.SendAsync(HttpMethod.Post, "admin/functions/Hourly", app.HostKey, "{}")).StatusCode);

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    public async Task PostFunction_BodyIsNoObject_IsRefused(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await RunAsync("Hourly", body)).StatusCode);

    [Theory]
    [InlineData("a_item")]
    [InlineData("Script")]
    [InlineData("Echo")]
    public async Task PostFunction_HttpOrDurable_IsRefused(string function) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await RunAsync(function, "{}")).StatusCode);

    [Fact]
    public async Task GetStatus_RunningHost_SaysSo()
    {
        var status = await KeyedApp.JsonAsync(await app.SendAsync(HttpMethod.Get, "admin/host/status", app.Master));

        Assert.Equal("host-" + app.App.Hub, (string)status["id"]!);
        Assert.Equal("Running", (string)status["state"]!);
        Assert.NotEmpty((string)status["version"]!);
    }

    [Fact]
    public async Task GetFunctions_All_NameTheirBindings()
    {
        var all = await KeyedApp.JsonAsync(await app.SendAsync(HttpMethod.Get, "admin/functions", app.Master));
        var one = await KeyedApp.JsonAsync(await app.SendAsync(HttpMethod.Get, "admin/functions/k_first", app.Master));

        Assert.Contains(all.AsArray(), function => (string)function!["name"]! == "Script");
        Assert.Equal("k_First", (string)one["name"]!);
        Assert.EndsWith("/locked/first", (string)one["invoke_url_template"]!, StringComparison.Ordinal);
        Assert.Equal("httpTrigger", (string)one["config"]!["bindings"]![0]!["type"]!);
    }

    private Task<HttpResponseMessage> RunAsync(string function, string body) =>
        app.SendAsync(HttpMethod.Post, "admin/functions/" + function, app.Master, body);
}
