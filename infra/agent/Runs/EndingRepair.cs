using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Notebooks;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>Makes cause and result notebook tell the same truth, also where papermill has saved none.</summary>
internal sealed class EndingRepair(StopCause stopCause, byte[] submitted)
{
    public async Task<RunEnding> ApplyAsync(RunEnding ending)
    {
        var cause = await stopCause.CorrectAsync(ending.Cause);
        return ending with { Cause = cause, Notebook = Repair(ending.Notebook, cause) };
    }

    private byte[]? Repair(byte[]? saved, Cause cause) => saved switch
    {
        null when cause.Code != CauseCodes.Completed => NotebookRepair.Unexecuted(submitted, cause.Code, cause.Message),
        not null when cause.Interrupts => NotebookRepair.Apply(saved, cause.Code, cause.Message) ?? saved,
        _ => saved,
    };
}
