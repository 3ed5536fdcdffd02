namespace CloudWorkspaces.Events;

/// <summary>What a stream tells of.</summary>
internal interface IEventSource : IDisposable
{
    /// <summary>Sends what is new; true when there will be no more.</summary>
    Task<bool> SendAsync(EventStream stream, CancellationToken cancellationToken);

    /// <summary>Until there may be something new.</summary>
    Task PauseAsync(CancellationToken cancellationToken);
}
