using System.Diagnostics;

namespace CloudWorkspaces.Testing;

/// <summary>Waiting for a condition with a deadline, in place of sleeping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when <paramref name="condition"/> holds; throws TimeoutException naming what was awaited.</summary>
    /// <param name="interval">Between two looks; default 20 ms.</param>
    public static Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan deadline, string what, TimeSpan? interval = null) =>
        TrueAsync(condition, deadline, () => what, interval);

    /// <param name="what">Is asked when the time is over, and may tell how things stand then.</param>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan deadline, Func<string> what, TimeSpan? interval = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > deadline)
            {
                throw new TimeoutException($"Not within {deadline}: {what()}.");
            }

            await Task.Delay(interval ?? Interval);
        }
    }

    public static Task TrueAsync(Func<bool> condition, TimeSpan deadline, string what) =>
        TrueAsync(() => Task.FromResult(condition()), deadline, what);
}
