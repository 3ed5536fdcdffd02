using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Papermill;

/// <summary>What the launcher is told to execute; one line of JSON. Parameters keep their JSON types.</summary>
internal sealed record PapermillJob
{
    public required string InputPath { get; init; }

    public required string OutputPath { get; init; }

    /// <summary>As its user knows it; the input's own name is the agent's.</summary>
    public required string NotebookName { get; init; }

    public required JsonObject Parameters { get; init; }

    /// <summary>More of them in YAML, read as papermill reads it.</summary>
    public string? ParametersYaml { get; init; }

    /// <summary>Whether unknown parameters and values of a wrong type end the run.</summary>
    public required bool Strict { get; init; }

    /// <summary>Variables of the notebook that were not known when the launcher was started.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where the notebook in home is, so that what it names beside itself is found; null for where papermill is.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Whether the folder is to have <c>outputs</c> as the run's own folder has it, unless it has one already.</summary>
    public bool LinkOutputs { get; init; }

    public string? Kernel { get; init; }

    public int? CellTimeoutSeconds { get; init; }

    public required int StartTimeoutSeconds { get; init; }

    /// <summary>How often the notebook is saved in the middle of a long cell.</summary>
    public int AutosaveSeconds { get; init; } = 10;
}
