using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Timer functions that note when they fired, by task hub.</summary>
public sealed class TimerFunctionsForTests(Microsoft.Extensions.Configuration.IConfiguration configuration)
{
    public static ConcurrentQueue<(string Hub, string Function, TimerInfo Timer)> Fired { get; } = new();

    private string Hub => configuration["AzureFunctionsJobHost:extensions:durableTask:hubName"]!;

    [Function(nameof(Hourly))]
    public void Hourly([TimerTrigger("%EVERY_HOUR%")] TimerInfo timer) => Fired.Enqueue((Hub, nameof(Hourly), timer));

    [Function(nameof(EverySecond))]
    public void EverySecond([TimerTrigger("*/1 * * * * *")] TimerInfo timer) =>
        Fired.Enqueue((Hub, nameof(EverySecond), timer));

    [Function(nameof(AtStart))]
    public void AtStart([TimerTrigger("00:30:00", RunOnStartup = true)] TimerInfo timer) =>
        Fired.Enqueue((Hub, nameof(AtStart), timer));

    public static List<TimerInfo> Of(string hub, string function) =>
        [.. Fired.Where(fired => fired.Hub == hub && fired.Function == function).Select(fired => fired.Timer)];
}
