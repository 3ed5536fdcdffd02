using CloudWorkspaces.Http;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Agents;

/// <summary>What agents are given: their assignment, and access to blobs of their attempt for some minutes.</summary>
public sealed class AgentAssignments(
    IRunStore runs,
    IRunDocuments documents,
    IAgentBlobs blobs,
    AgentMounts mounts,
    IOptions<RunOptions> options,
    IOptions<GitOptions> gitOptions,
    TimeProvider time)
{
    /// <summary>For what an agent still writes after the settlement.</summary>
    private static readonly TimeSpan AccessAfterEnd = TimeSpan.FromMinutes(30);

    /// <exception cref="ProblemException">404; 409 when the attempt has nothing to do any more.</exception>
    public async Task<AgentAssignment> StartAsync(RunAttempt attempt, CancellationToken cancellationToken)
    {
        var run = attempt.Run;
        var requestRead = documents.RequestAsync(run, cancellationToken);
        var record = await FindAsync(attempt, cancellationToken);
        if (record.State.IsTerminal() || record.CancelRequestedOn is not null)
        {
            throw new ProblemException(Problems.WrongState("The run is over, or is being cancelled."));
        }

        var request = await requestRead ??
            throw new ProblemException(Problems.NotFound($"The request of run '{run.RunId}' is missing."));
        // Another attempt runs what the one before has read from home.
        var homePath = attempt.Attempt > 1 && record.NotebookSha256 is not null ? null : request.HomePath;
        var links = await blobs.SignAsync(
            attempt,
            homePath is null && request.Git is null ? AgentBlobNames.Fixed : AgentBlobNames.FixedWithInput,
            cancellationToken);
        var (mounted, addresses) = await mounts.AllAsync(run.Workspace, record.Flavor, links, cancellationToken);
        return new()
        {
            Workspace = run.Workspace,
            RunId = run.RunId,
            Attempt = attempt.Attempt,
            NotebookName = request.NotebookName,
            HomePath = homePath,
            HomeFolder = homePath is null ? request.Folder : null,
            // A later attempt repeats the first, wherever the branch has gone since.
            Git = request.Git is { } source
                ? AgentGit.Of(source with { Revision = record.Commit ?? source.Revision }, gitOptions.Value)
                : null,
            MaxNotebookBytes = options.Value.MaxNotebookBytes,
            Parameters = request.Parameters,
            Kernel = request.Kernel,
            RunTimeoutSeconds = request.RunTimeoutSeconds,
            CellTimeoutSeconds = request.CellTimeoutSeconds,
            StartTimeoutSeconds = request.StartTimeoutSeconds,
            Environment = record.Environment,
            Image = record.Image,
            Mounts = mounted,
            Blobs = addresses,
            ExpiresOn = links.ExpiresOn,
        };
    }

    /// <exception cref="ProblemException">400 with every name that is refused; 404; 409.</exception>
    public async Task<AgentBlobLinks> AccessAsync(
        RunAttempt attempt, AgentAccess access, CancellationToken cancellationToken)
    {
        var names = access.Blobs ?? [];
        if (names.Count is 0 or > AgentBlobNames.MaxNames)
        {
            throw Refused($"must be 1 to {AgentBlobNames.MaxNames} names.");
        }

        var refused = names.Where(name => !AgentMounts.IsMount(name) && AgentBlobNames.AccessTo(name) is null).ToList();
        if (refused.Count > 0)
        {
            throw Refused($"must not contain: {string.Join(", ", refused)}");
        }

        var record = await FindAsync(attempt, cancellationToken, orEarlier: true);
        if (record.EndOf(attempt.Attempt) < time.GetUtcNow() - AccessAfterEnd)
        {
            throw new ProblemException(Problems.WrongState("The run is over."));
        }

        var granted = names.Distinct()
            .Where(name => !AgentMounts.IsMount(name))
            .ToDictionary(name => name, name => AgentBlobNames.AccessTo(name)!.Value);
        var links = await blobs.SignAsync(attempt, granted, cancellationToken);
        return await mounts.RenewAsync(attempt.Run.Workspace, names.Where(AgentMounts.IsMount), links, cancellationToken);
    }

    private async Task<RunRecord> FindAsync(
        RunAttempt attempt, CancellationToken cancellationToken, bool orEarlier = false)
    {
        var record = await runs.FindAsync(attempt.Run.Workspace, attempt.Run.Id, cancellationToken) ??
            throw new ProblemException(Problems.NotFound($"There is no run '{attempt.Run.RunId}'."));
        return record.Attempt == attempt.Attempt || (orEarlier && record.EndOf(attempt.Attempt) is not null)
            ? record
            : throw new ProblemException(Problems.WrongState($"The run is at attempt {record.Attempt}."));
    }

    private static ProblemException Refused(string message) =>
        new(Problems.InvalidRequest(new Dictionary<string, string[]> { ["blobs"] = [message] }));
}
