using CloudWorkspaces.Local.Functions.Storage;
using CloudWorkspaces.Local.Functions.Timers;
using CloudWorkspaces.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class TimerTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-01T10:05:00")]
    [InlineData("*/5 * * * *", "2026-01-01T10:05:00")]
    [InlineData("0 30 9 * * MON", "2026-01-05T09:30:00")]
    [InlineData("01:30:00", "2026-01-01T11:32:03")]
    public void Next_OfAnExpression_IsTheNextOccurrence(string expression, string expected) => Assert.Equal(
        DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
        TimerSchedule.Parse(expression).Next(new DateTime(2026, 1, 1, 10, 2, 3)));

    [Fact]
    public void Parse_Nonsense_IsRefused() => Assert.Throws<FormatException>(() => TimerSchedule.Parse("now and then"));

    [Fact]
    public async Task Start_EverySecond_FiresOnTimeWithoutStatus()
    {
        await using var app = await TestApp.StartAsync();

        await Eventually.TrueAsync(
            () => TimerFunctionsForTests.Of(app.Hub, nameof(TimerFunctionsForTests.EverySecond)).Count >= 2,
            TimeSpan.FromSeconds(20),
            "two seconds pass");

        Assert.All(
            TimerFunctionsForTests.Of(app.Hub, nameof(TimerFunctionsForTests.EverySecond)),
            timer => Assert.True(timer is { IsPastDue: false, ScheduleStatus: null }));
        Assert.Single(TimerFunctionsForTests.Of(app.Hub, nameof(TimerFunctionsForTests.AtStart)));
        Assert.Empty(TimerFunctionsForTests.Of(app.Hub, nameof(TimerFunctionsForTests.Hourly)));
    }

    [Fact]
    public async Task Start_OccurrenceMissed_IsMadeUpForOnce()
    {
        var hub = TestApp.NewHub();
        var azurite = await AzuriteServer.SharedAsync();
        var storage = new HubStorage(azurite.ConnectionString, new HubNames(hub));
        await storage.CreateAsync(CancellationToken.None);
        var store = new TimerStatusStore(storage, new StorageRetry(TimeProvider.System, NullLogger<StorageRetry>.Instance));
        var missed = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3);
        await store.SaveAsync(
            nameof(TimerFunctionsForTests.Hourly), new ScheduleStatus { Next = missed, LastUpdated = missed }, CancellationToken.None);

        await using (await TestApp.StartAsync(hub))
        {
            await Eventually.TrueAsync(
                () => TimerFunctionsForTests.Of(hub, nameof(TimerFunctionsForTests.Hourly)).Count == 1,
                TimeSpan.FromSeconds(20),
                "the missed occurrence fires");
        }

        await using (await TestApp.StartAsync(hub))
        {
            await Eventually.TrueAsync(
                () => TimerFunctionsForTests.Of(hub, nameof(TimerFunctionsForTests.EverySecond)).Count >= 2,
                TimeSpan.FromSeconds(20),
                "the second host has fired timers");
        }

        var fired = TimerFunctionsForTests.Of(hub, nameof(TimerFunctionsForTests.Hourly));
        Assert.True(Assert.Single(fired).IsPastDue);
        var status = await store.FindAsync(nameof(TimerFunctionsForTests.Hourly), CancellationToken.None);
        Assert.True(status!.Next > TimeProvider.System.GetUtcNow().UtcDateTime);
    }
}
