using CloudWorkspaces.Agent.Notebooks;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>Counts cells as papermill reports them, in the numbering of the notebook as submitted.</summary>
internal sealed class CellProgressTracker(CellMap map, StatusBlob status)
{
    private int _completed;

    public void Take(LauncherMessage message)
    {
        if (message is not { Cell: { } executed, State: { } state })
        {
            return;
        }

        var cell = map.ToSubmitted(executed);
        if (state == CellStates.Completed && cell is not null)
        {
            _completed++;
        }

        var progress = new CellProgress(map.Total, _completed, state == CellStates.Running ? cell : null);
        status.Set(current => current with { Cells = progress });
    }
}
