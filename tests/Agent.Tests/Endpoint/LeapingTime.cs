using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Agent.Tests.Endpoint;

/// <summary>A clock that leaps to the end of every delay as soon as it begins.</summary>
internal sealed class LeapingTime : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        // Not on this thread: the delay that waits for it is not there yet.
        ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }
}
