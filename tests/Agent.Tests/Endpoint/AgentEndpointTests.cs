using System.Net;
using CloudWorkspaces.Agent.Endpoint;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Agent.Tests.Endpoint;

public sealed class AgentEndpointTests
{
    private static readonly AgentEvent Started = new() { Type = AgentEvent.Started };

    [Fact]
    public async Task SendAsync_EndpointStaysAway_GivesUpAtTheBound()
    {
        var time = new LeapingTime();
        var start = time.GetUtcNow();
        var app = new FakeApp(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));

        var exception = await Assert.ThrowsAsync<EndpointException>(
            () => Endpoint(app, time).SendAsync(Started, TimeSpan.FromMinutes(2), CancellationToken.None));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, exception.Status);
        // Pauses of 0.2, 0.4, 0.8, 1.6, 3.2 and 6.4 seconds, and ten of 10.
        Assert.Equal((17, 112.6), (app.Requests, (time.GetUtcNow() - start).TotalSeconds));
    }

    [Fact]
    public async Task SendAsync_AnswerIsLostOnce_SendsAgain()
    {
        var time = new FakeTimeProvider();
        var app = new FakeApp(count => count == 1
            ? throw new HttpRequestException("reset")
            : new HttpResponseMessage(HttpStatusCode.Accepted));
        var sending = Endpoint(app, time).SendAsync(Started, TimeSpan.FromMinutes(2), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(1));

        await sending;

        Assert.Equal(2, app.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task SendAsync_Refused_DoesNotTryAgain(HttpStatusCode status)
    {
        var app = new FakeApp(_ => new HttpResponseMessage(status));

        var exception = await Assert.ThrowsAsync<EndpointException>(
            () => Endpoint(app, TimeProvider.System).SendAsync(Started, TimeSpan.FromMinutes(2), CancellationToken.None));

        Assert.Equal(status, exception.Status);
        Assert.Equal(1, app.Requests);
    }

    [Fact]
    public async Task SendAsync_AppNeedsItNoMore_IsDone()
    {
        var app = new FakeApp(_ => new HttpResponseMessage(HttpStatusCode.Conflict));

        await Endpoint(app, TimeProvider.System).SendAsync(Started, TimeSpan.FromMinutes(2), CancellationToken.None);

        Assert.Equal(1, app.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "")]
    [InlineData(HttpStatusCode.OK, "not json")]
    [InlineData(HttpStatusCode.OK, """{"proceed":true}""")]
    public async Task AwaitTurnAsync_AnythingButWait_GoesOn(HttpStatusCode status, string body)
    {
        var app = new FakeApp(_ => new HttpResponseMessage(status) { Content = new StringContent(body) });

        await Endpoint(app, TimeProvider.System).AwaitTurnAsync(TimeSpan.FromMinutes(2), CancellationToken.None);

        Assert.Equal(1, app.Requests);
    }

    [Fact]
    public async Task AwaitTurnAsync_AppSaysWait_AsksAgainAfterThatTime()
    {
        var time = new FakeTimeProvider();
        var app = new FakeApp(count => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(count < 3 ? """{"proceed":false,"retryAfterSeconds":2}""" : """{"proceed":true}"""),
        });
        var waiting = Endpoint(app, time).AwaitTurnAsync(TimeSpan.FromMinutes(2), CancellationToken.None);

        Assert.Equal(1, app.Requests);
        time.Advance(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));
        await waiting;

        Assert.Equal(3, app.Requests);
    }

    private static AgentEndpoint Endpoint(FakeApp app, TimeProvider time) =>
        new(new HttpClient(app), new Uri("http://app/api/agent/runs/ws/id/1"), "key"u8.ToArray(), time);

    private sealed class FakeApp(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("CW1", request.Headers.Authorization!.Scheme);
            Requests++;
            try
            {
                return Task.FromResult(answer(Requests));
            }
            catch (HttpRequestException exception)
            {
                return Task.FromException<HttpResponseMessage>(exception);
            }
        }
    }
}
