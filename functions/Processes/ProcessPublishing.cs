using System.Security.Cryptography;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Processes;

/// <summary>Makes a process of a notebook that has passed the checks of a run.</summary>
public sealed class ProcessPublishing(
    ProcessStore store, RunChecks checks, NotebookInputs notebookInputs, IOptions<ProcessOptions> options, TimeProvider time)
{
    private const string FirstVersion = "1.0.0";

    /// <exception cref="ProblemException">400 with all that is wrong; 409: the id is taken, or there are too many.</exception>
    internal async Task<NotebookProcess> CreateAsync(
        Workspace workspace, ProcessSubmission wanted, RequestErrors errors, Caller caller, CancellationToken cancellationToken)
    {
        var run = await checks.CheckAsync(workspace, wanted.Run, errors, cancellationToken);
        var process = await RecordAsync(workspace, wanted, run, caller, cancellationToken);
        var most = options.Value.MaxPerWorkspace;
        if ((await store.ListAsync(process.Workspace, most, "", cancellationToken)).Count >= most)
        {
            throw new ProblemException(Problems.LimitExceeded($"Workspace '{workspace.Name}' may have {most} processes."));
        }

        return await store.TryInsertAsync(process, run.Content, cancellationToken) is null
            ? throw new ProblemException(Problems.WrongState($"There is a process '{process.Id}' already."))
            : process;
    }

    /// <summary>Executions that have begun go on with what the process was.</summary>
    /// <exception cref="ProblemException">400 with all that is wrong; 412: it has changed meanwhile.</exception>
    internal async Task<NotebookProcess> ReplaceAsync(
        Workspace workspace,
        (NotebookProcess Process, Azure.ETag Tag) found,
        ProcessSubmission wanted,
        RequestErrors errors,
        Caller caller,
        CancellationToken cancellationToken)
    {
        var run = await checks.CheckAsync(workspace, wanted.Run, errors, cancellationToken);
        var before = found.Process;
        var process = await RecordAsync(workspace, wanted, run, caller, cancellationToken) with
        {
            CreatedBy = before.CreatedBy,
            CreatedOn = before.CreatedOn,
            Revision = before.Revision + 1,
        };
        return await store.TryReplaceAsync(process, run.Content, found.Tag, cancellationToken) is null
            ? throw new ProblemException(Problems.PreconditionFailed($"Process '{process.Id}' has changed meanwhile."))
            : process;
    }

    private async Task<NotebookProcess> RecordAsync(
        Workspace workspace, ProcessSubmission wanted, CheckedRun run, Caller caller, CancellationToken cancellationToken)
    {
        var inputs = wanted.Inputs ?? await notebookInputs.InferAsync(workspace, run, wanted.Run.Kernel, cancellationToken);
        var now = time.GetUtcNow();
        var process = new NotebookProcess
        {
            Workspace = workspace.Name.Value,
            Id = wanted.Id!,
            Version = wanted.Version ?? FirstVersion,
            Title = wanted.Title ?? wanted.Id!,
            Description = wanted.Description,
            Keywords = wanted.Keywords,
            Notebook = run.Notebook,
            NotebookSha256 = Convert.ToHexStringLower(SHA256.HashData(run.Content.Span)),
            Environment = run.Environment.Reference,
            Flavor = run.Flavor.Name,
            Kernel = wanted.Run.Kernel,
            RunTimeoutSeconds = wanted.Run.RunTimeoutSeconds,
            CellTimeoutSeconds = wanted.Run.CellTimeoutSeconds,
            StartTimeoutSeconds = wanted.Run.StartTimeoutSeconds,
            Inputs = inputs,
            Outputs = new Dictionary<string, ProcessOutput>(wanted.Outputs) { [ProcessOutputs.Notebook] = ProcessOutputs.OfNotebook },
            CreatedBy = caller.User,
            CreatedOn = now,
            UpdatedOn = now,
        };
        return ProcessRow.Serialize(process).Length <= ProcessRow.MaxDocument
            ? process
            : throw new ProblemException(Problems.InvalidRequest(
                $"The description of a process may have {ProcessRow.MaxDocument} characters in all."));
    }
}
