namespace CloudWorkspaces.Local.Functions.Tests;

internal enum StorageFault
{
    None,
    Unavailable,
    Unreachable,

    /// <summary>The storage did what was asked, and the caller does not hear of it.</summary>
    AnswerLost,
}
