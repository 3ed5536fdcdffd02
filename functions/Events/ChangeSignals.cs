namespace CloudWorkspaces.Events;

/// <summary>Tells this host's streams of what this host has changed. What others change is found by reading.</summary>
public sealed class ChangeSignals
{
    /// <summary>With a reference to what has changed.</summary>
    internal event Action<object>? Changed;

    internal void Tell(object reference) => Changed?.Invoke(reference);
}
