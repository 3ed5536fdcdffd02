namespace CloudWorkspaces.Agent.Papermill;

/// <summary>What the launcher tells on its standard output, one JSON document a line.</summary>
internal sealed record LauncherMessage
{
    public const string Ready = "ready";
    public const string CellChanged = "cell";
    public const string Failed = "failed";

    public required string Kind { get; init; }

    public string? PapermillVersion { get; init; }

    public string? PythonVersion { get; init; }

    /// <summary>Index among the executed cells.</summary>
    public int? Cell { get; init; }

    /// <summary><c>running</c>, <c>completed</c> or <c>failed</c>.</summary>
    public string? State { get; init; }

    public PapermillFailure? Failure { get; init; }
}
