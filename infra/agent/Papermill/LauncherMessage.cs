using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Papermill;

/// <summary>What the launcher tells on its standard output, one JSON document a line.</summary>
internal sealed record LauncherMessage
{
    public const string Ready = "ready";
    public const string CellChanged = "cell";
    public const string Failed = "failed";
    public const string SchemaInferred = "schema";

    public required string Kind { get; init; }

    public string? PapermillVersion { get; init; }

    public string? PythonVersion { get; init; }

    /// <summary>Index among the executed cells.</summary>
    public int? Cell { get; init; }

    /// <summary><c>running</c>, <c>completed</c> or <c>failed</c>.</summary>
    public string? State { get; init; }

    /// <summary>Of the notebook's parameters.</summary>
    public JsonObject? Schema { get; init; }

    public PapermillFailure? Failure { get; init; }
}
