using CloudWorkspaces.Agent.Causes;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>A mount during an attempt: prepared, followed while user code runs, and finished.</summary>
internal interface IMount
{
    /// <summary>What user code finds in its environment.</summary>
    IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>What it was filled with; null for what is not copied, and before it is prepared.</summary>
    MountInputs? Inputs => null;

    /// <exception cref="RunFailedException">The mount cannot be had.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Runs until cancelled, and then returns.</summary>
    Task FollowAsync(CancellationToken cancellationToken);

    /// <summary>After user code has ended; what could not be kept, or null.</summary>
    Task<string?> FinishAsync(CancellationToken cancellationToken);
}
