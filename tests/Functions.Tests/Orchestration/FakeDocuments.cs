using CloudWorkspaces.Agents;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

internal sealed class FakeDocuments : IRunDocuments
{
    public RunRequest? Request { get; set; } = new()
    {
        Parameters = [],
        NotebookName = "a.ipynb",
        RunTimeoutSeconds = 600,
    };

    public AgentStatus? Status { get; set; }

    public Task<RunRequest?> RequestAsync(RunReference run, CancellationToken cancellationToken) =>
        Task.FromResult(Request);

    public Task<AgentStatus?> StatusAsync(RunAttempt attempt, CancellationToken cancellationToken) =>
        Task.FromResult(Status);

    public List<(RunAttempt Attempt, int To)> Copied { get; } = [];

    public Task CopyInputAsync(RunAttempt attempt, int nextAttempt, CancellationToken cancellationToken)
    {
        Copied.Add((attempt, nextAttempt));
        return Task.CompletedTask;
    }
}
