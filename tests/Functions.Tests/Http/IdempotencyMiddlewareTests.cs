using System.Text;
using Azure.Data.Tables;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Http;

/// <summary>What happens when a request was not carried out to its end.</summary>
[Trait("Category", "Azurite")]
public sealed class IdempotencyMiddlewareTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly List<ReservedId> _seen = [];

    [Fact]
    public async Task Invoke_AfterAnUnforeseenFailure_ReservesTheSameIdAgain()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException("broken")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException("broken")));

        Assert.Equal(_seen[0].Id, _seen[1].Id);
        Assert.Null(_seen[0].FirstOn);
        Assert.Equal(_time.GetUtcNow(), _seen[1].FirstOn);
    }

    [Fact]
    public async Task Invoke_WhileAnotherIsAtIt_IsRefusedUntilItsLeaseRunsOut()
    {
        using var never = new CancellationTokenSource();
        var first = SendAsync(() => Task.Delay(Timeout.Infinite, never.Token));
        await Eventually.TrueAsync(() => _seen.Count == 1, TimeSpan.FromSeconds(20), "the first is being carried out");

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => SendAsync(() => Task.CompletedTask));
        Assert.Equal((409, "1"), (refusal.Problem.Status, refusal.Headers["Retry-After"]));

        // As after a crash: time passes for all but the one that renewed the lease.
        var later = new FakeTimeProvider(_time.GetUtcNow() + TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException("broken"), later));
        Assert.Equal(_seen[0].Id, _seen[1].Id);

        await never.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Invoke_KeyThatHasExpired_IsANewOne()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException("broken")));
        _time.Advance(TimeSpan.FromHours(25));
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException("broken")));

        Assert.NotEqual(_seen[0].Id, _seen[1].Id);
        Assert.Null(_seen[1].FirstOn);
    }

    [Fact]
    public async Task Sweep_RemovesWhatHasExpiredAlone()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException("broken")));
        var store = await StoreAsync();

        await store.SweepAsync(_time.GetUtcNow(), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(() => throw new InvalidOperationException("broken")));
        Assert.Equal(_seen[0].Id, _seen[1].Id);

        Assert.True(await store.SweepAsync(_time.GetUtcNow().AddHours(25), CancellationToken.None) >= 1);
    }

    private async Task SendAsync(Func<Task> function, TimeProvider? time = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Post;
        http.Request.Path = "/api/things";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        http.Request.Headers["Idempotency-Key"] = _key;
        http.Features.Set(new Caller("tester", IsAdministrator: false));
        FunctionExecutionDelegate next = _ =>
        {
            _seen.Add(http.Features.Get<ReservedId>()!);
            return function();
        };
        var options = Options.Create(new CloudWorkspaces.Http.HttpOptions());
        await new IdempotencyMiddleware(await StoreAsync(), options, time ?? _time).Invoke(new FakeInvocation(http), next);
    }

    private static async Task<IdempotencyStore> StoreAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var store = new IdempotencyStore(new TableServiceClient(azurite.ConnectionString));
        await store.StartAsync(CancellationToken.None);
        return store;
    }
}
