namespace CloudWorkspaces.Agent.Notebooks;

/// <summary>
/// Which cell of the notebook as submitted each cell is that papermill executes. Papermill replaces an earlier
/// injected-parameters cell, or inserts one behind the cell tagged parameters, or at the top; nothing is injected
/// without parameters. It drops its own error markers of an earlier run.
/// </summary>
internal sealed class CellMap
{
    public const string ErrorMarkerTag = "papermill-error-cell-tag";
    public const string InjectedTag = "injected-parameters";
    private const string ParametersTag = "parameters";

    private readonly int?[] _submitted;

    private CellMap(IEnumerable<int?> submitted, int total)
    {
        _submitted = [.. submitted];
        Total = total;
    }

    /// <summary>Cells as submitted.</summary>
    public int Total { get; }

    /// <summary>Index of the injected cell among the executed ones; null when nothing is injected.</summary>
    public int? Injected { get; private init; }

    public static CellMap Create(SubmittedNotebook notebook, bool hasParameters)
    {
        var cells = Enumerable.Range(0, notebook.CellTags.Count).Select(index => (int?)index).ToList();
        int? injected = null;
        if (hasParameters)
        {
            injected = Insert(cells, notebook.CellTags);
        }

        var dropped = cells.Take(injected ?? 0).Count(IsMarker);
        return new CellMap(cells.Where(cell => !IsMarker(cell)), notebook.CellTags.Count)
        {
            Injected = injected - dropped,
        };

        bool IsMarker(int? cell) => cell is { } index && notebook.CellTags[index].Contains(ErrorMarkerTag);
    }

    /// <summary>Null for the injected cell and for an index that is none.</summary>
    public int? ToSubmitted(int executed) =>
        executed >= 0 && executed < _submitted.Length && executed != Injected ? _submitted[executed] : null;

    private static int Insert(List<int?> cells, IReadOnlyList<IReadOnlySet<string>> tags)
    {
        var earlier = FirstTagged(tags, InjectedTag);
        if (earlier >= 0)
        {
            return earlier;
        }

        var place = FirstTagged(tags, ParametersTag) + 1;
        cells.Insert(place, null);
        return place;
    }

    private static int FirstTagged(IReadOnlyList<IReadOnlySet<string>> tags, string tag)
    {
        for (var index = 0; index < tags.Count; index++)
        {
            if (tags[index].Contains(tag))
            {
                return index;
            }
        }

        return -1;
    }
}
