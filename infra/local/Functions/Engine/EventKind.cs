namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What can happen to an instance. The numbers are stored.</summary>
internal enum EventKind
{
    Start = 0,
    TaskCompleted = 1,
    TaskFailed = 2,
    TimerFired = 3,
    EventRaised = 4,
    SubCompleted = 5,
    SubFailed = 6,
    Terminate = 7,
    Suspend = 8,
    Resume = 9,
}
