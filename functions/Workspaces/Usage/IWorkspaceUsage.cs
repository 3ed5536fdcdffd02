using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Workspaces.Usage;

/// <summary>Holds workspaces to their limits. Runs wait in their queue, so only their budget is asked for here.</summary>
public interface IWorkspaceUsage
{
    /// <summary>Null while something new may begin.</summary>
    Task<UsageRefusal?> CheckBudgetAsync(Workspace workspace, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a seat for a session, before its container group is created, or changes its size; both limits hold under
    /// any concurrency. The session keeps it until <see cref="LeaveSessionAsync"/>. Idempotent.
    /// </summary>
    /// <param name="workspace">Its budget is checked as well.</param>
    /// <param name="session">The session's id.</param>
    /// <param name="cpu">Virtual CPUs of its flavor.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null when it has its seat.</returns>
    Task<UsageRefusal?> EnterSessionAsync(
        Workspace workspace, string session, double cpu, CancellationToken cancellationToken);

    /// <summary>Gives the seat back and tells the runs that have room now. Idempotent, also without a seat.</summary>
    Task LeaveSessionAsync(
        string workspace, string session, DurableTaskClient client, CancellationToken cancellationToken);

    /// <summary>After a limit has changed: tells the runs that have room now. Idempotent; the janitor does it as well.</summary>
    Task GrantRunsAsync(string workspace, DurableTaskClient client, CancellationToken cancellationToken);

    /// <summary>For the janitor: gives a session that lives the seat it should have, whatever the limits say. Idempotent.</summary>
    Task KeepSessionAsync(SessionUse use, CancellationToken cancellationToken);

    /// <summary>Every seat, for the janitor.</summary>
    IAsyncEnumerable<SessionUse> SessionsAsync(CancellationToken cancellationToken);
}
