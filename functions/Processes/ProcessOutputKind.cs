namespace CloudWorkspaces.Processes;

/// <summary>Where the value of an output comes from.</summary>
public enum ProcessOutputKind
{
    /// <summary>The result notebook.</summary>
    Notebook,

    /// <summary>The run's log.</summary>
    Log,

    /// <summary>All values that the notebook has recorded, by name.</summary>
    Values,

    /// <summary>One value that the notebook has recorded under the output's name.</summary>
    Value,

    /// <summary>A file among the run's outputs.</summary>
    File,
}
