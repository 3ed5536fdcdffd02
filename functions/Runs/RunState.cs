namespace CloudWorkspaces.Runs;

/// <summary>The states of a run; <see cref="RunTransitions"/> says which may follow which.</summary>
public enum RunState
{
    Accepted,
    Provisioning,
    Running,
    Succeeded,
    Failed,
    Dismissed,
}
