using CloudWorkspaces.Agent.Causes;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>Where the agent itself gets the notebook from, after its claim.</summary>
internal interface INotebookSource
{
    /// <summary>What messages call the notebook.</summary>
    string Name { get; }

    /// <exception cref="RunFailedException">It cannot be had.</exception>
    Task<TakenNotebook> TakeAsync(CancellationToken cancellationToken);
}
