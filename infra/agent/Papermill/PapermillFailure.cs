namespace CloudWorkspaces.Agent.Papermill;

/// <summary>The exception that ended papermill.</summary>
internal sealed record PapermillFailure
{
    /// <summary>Its class with module, such as <c>nbclient.exceptions.DeadKernelError</c>.</summary>
    public required string Type { get; init; }

    public string Message { get; init; } = "";

    /// <summary>Index among the executed cells, for an error that a cell raised.</summary>
    public int? Cell { get; init; }

    /// <summary>Class of the exception that a cell raised.</summary>
    public string? ExceptionName { get; init; }

    public string? ExceptionValue { get; init; }
}
