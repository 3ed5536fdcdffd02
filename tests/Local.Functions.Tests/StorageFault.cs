namespace CloudWorkspaces.Local.Functions.Tests;

internal enum StorageFault
{
    None,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>503.</summary>
    Busy,

    /// <summary>409 of the storage's own making, which says nothing about rows or blobs.</summary>
    Conflict,

    /// <summary>The connection breaks before the request has an effect.</summary>
    Unreachable,

    /// <summary>No answer in time; the request had no effect.</summary>
    Timeout,

    /// <summary>The storage did what was asked, and the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>The storage did what was asked, and the answer does not come in time.</summary>
    AnswerLate,
}
