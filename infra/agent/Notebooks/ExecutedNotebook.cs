using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>What a saved notebook says about its execution.</summary>
/// <param name="Completed">Cells, as submitted, that ran to their end without an error.</param>
/// <param name="FailedCell">Index, among the executed cells, of the one that failed or was interrupted.</param>
internal sealed record ExecutedNotebook(int Completed, int? FailedCell)
{
    /// <summary>Null when the bytes are not a notebook.</summary>
    public static ExecutedNotebook? Read(ReadOnlySpan<byte> content, CellMap map)
    {
        try
        {
            var cells = JsonNode.Parse(content)?["cells"]?.AsArray();
            return cells is null ? null : Read([.. cells.Where(cell => !CauseMarkers.Is(cell))], map);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ExecutedNotebook Read(JsonNode?[] cells, CellMap map)
    {
        var completed = 0;
        int? failed = null;
        for (var index = 0; index < cells.Length; index++)
        {
            var state = cells[index]?["metadata"]?["papermill"];
            switch ((string?)state?["status"])
            {
                case CellStates.Completed when state["start_time"] is not null && map.ToSubmitted(index) is not null:
                    completed++;
                    break;
                case CellStates.Running or CellStates.Failed:
                    failed ??= index;
                    break;
            }
        }

        return new ExecutedNotebook(completed, failed);
    }
}
