using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs;

/// <summary>
/// Says what to run so that an earlier run is repeated: the notebook as it was then, its parameters, and the environment's
/// very image. What the caller changes is changed, and nothing else.
/// </summary>
public sealed class RunRerun(RunBlobStore blobs, RunChecks checks, Orchestration.IRunDocuments documents)
{
    /// <exception cref="ProblemException">
    /// 400 or 422: a change is wrong. 409: what the run had is not there any more.
    /// </exception>
    internal async Task<CheckedRun> CheckAsync(
        Workspace workspace, RunRecord run, RunSubmission changes, RequestErrors errors, CancellationToken cancellationToken)
    {
        var request = await documents.RequestAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken) ??
            throw Gone(run, "request");
        var submission = changes with
        {
            Upload = request.Git is null
                ? new UploadedNotebook { FileName = request.NotebookName, Content = await NotebookAsync(run, cancellationToken) }
                : null,
            // From where the branch was then, with the files beside it; a run that never got so far tries anew.
            Git = request.Git is { } git ? git with { Revision = run.Commit ?? git.Revision } : null,
            Parameters = Merge(request.Parameters, changes.Parameters),
            Environment = changes.Environment ?? run.Environment,
            Flavor = changes.Flavor ?? run.Flavor,
            Kernel = changes.Kernel ?? request.Kernel,
            RunTimeoutSeconds = changes.RunTimeoutSeconds ?? request.RunTimeoutSeconds,
            CellTimeoutSeconds = changes.CellTimeoutSeconds ?? request.CellTimeoutSeconds,
            StartTimeoutSeconds = changes.StartTimeoutSeconds ?? request.StartTimeoutSeconds,
            Priority = changes.Priority ?? request.Priority,
            Retry = changes.Retry ?? request.Retry,
        };
        var wanted = await checks.CheckAsync(workspace, submission, errors, cancellationToken);
        if (changes.Environment is null && wanted.Environment.Image != run.Image)
        {
            throw new ProblemException(Problems.WrongState(
                $"'{run.Environment}' is not the image that run '{run.Id}' had: name an environment to run it on another."));
        }

        return wanted with
        {
            Notebook = run.Notebook,
            Request = wanted.Request with { HomeFolder = request.Folder },
        };
    }

    /// <summary>A name that the caller gives takes the place of that of the earlier run.</summary>
    private static JsonElement Merge(JsonObject before, JsonElement? changes)
    {
        var merged = before.DeepClone().AsObject();
        foreach (var parameter in changes?.EnumerateObject() ?? default)
        {
            merged[parameter.Name] = JsonNode.Parse(parameter.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(merged);
    }

    private async Task<ReadOnlyMemory<byte>> NotebookAsync(RunRecord run, CancellationToken cancellationToken)
    {
        foreach (var attempt in (int[])[run.Attempt, 1])
        {
            try
            {
                var blob = blobs.Container(run.Workspace).GetBlobClient(RunBlobs.Path(run.Id, attempt, RunBlobs.Input));
                return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                // The first attempt has what was submitted; later ones what they have read anew.
            }
        }

        throw Gone(run, "notebook");
    }

    private static ProblemException Gone(RunRecord run, string what) =>
        new(Problems.WrongState($"Run '{run.Id}' cannot be repeated: its {what} is not there."));
}
