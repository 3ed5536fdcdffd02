using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>What the engine says of one container.</summary>
internal sealed record EngineContainer
{
    public required string Id { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>NAME=value, as the process gets them.</summary>
    public ImmutableArray<string> Environment { get; init; } = [];

    public required bool Running { get; init; }

    /// <summary>The main process; 0 if there is none. It can be there before <see cref="StartedOn"/>.</summary>
    public int ProcessId { get; init; }

    public int ExitCode { get; init; }

    public bool OomKilled { get; init; }

    public DateTimeOffset CreatedOn { get; init; }

    /// <summary>Null if it was never started.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    public DateTimeOffset? FinishedOn { get; init; }

    /// <summary>The file that the engine writes the log to.</summary>
    public string LogPath { get; init; } = "";

    public string Label(string name) => Labels.TryGetValue(name, out var value) ? value : "";
}
