using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>Keeps what is said about all mounts in the status of the attempt.</summary>
internal sealed class MountReport
{
    /// <summary>Conflicts and problems of a mount that are named; all are in the log.</summary>
    private const int Named = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, MountState> _states;
    private readonly StatusBlob _status;
    private readonly Action<string> _log;

    public MountReport(IEnumerable<MountJob> jobs, StatusBlob status, Action<string> log)
    {
        (_states, _status, _log) = (jobs.ToDictionary(job => job.Name, MountState.Of), status, log);
        Publish();
    }

    public IReadOnlyList<MountState> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _states.Values];
            }
        }
    }

    public void Set(string mount, Func<MountState, MountState> change)
    {
        lock (_lock)
        {
            _states[mount] = change(_states[mount]);
        }

        Publish();
    }

    public void Conflict(string mount, MountConflict conflict)
    {
        _log(conflict.KeptAs is null
            ? $"mount '{mount}': '{conflict.File}' was changed by others and is not deleted"
            : $"mount '{mount}': '{conflict.File}' was changed by others and stays as they left it; this version is '{conflict.KeptAs}'");
        Set(mount, state => state with { Conflicts = [.. (state.Conflicts ?? []).TakeLast(Named - 1), conflict] });
    }

    public void Problem(string mount, string problem)
    {
        _log($"mount '{mount}': {problem}");
        Set(mount, state => state with { Problems = [.. (state.Problems ?? []).TakeLast(Named - 1), problem] });
    }

    public void Log(string line) => _log(line);

    private void Publish()
    {
        var states = All;
        _status.Set(status => status with { Mounts = states });
    }
}
