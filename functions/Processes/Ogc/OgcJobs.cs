using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Processes.Execution;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>The jobs of a workspace: the runs that were asked for through this API.</summary>
public sealed class OgcJobs(
    IRunStore runs,
    RunBlobStore blobs,
    IRunDocuments documents,
    RunCancellation cancellation,
    JobWait wait,
    JobResults results,
    TimeProvider time)
{
    private const int MaxPage = 200;
    private const int MaxSteps = 10;

    /// <summary>How long a dismissal waits for the notebook to be saved.</summary>
    private static readonly TimeSpan DismissPatience = TimeSpan.FromSeconds(20);

    /// <summary>Newest first. Where hardly any job passes the filters a page may be short and still have a next one.</summary>
    internal async Task<IActionResult> ListAsync(OgcCall call, CancellationToken cancellationToken)
    {
        var query = OgcJobQuery.Read(call.Request.Query);
        var now = time.GetUtcNow();
        List<RunRecord> found = [];
        var cursor = query.Cursor;
        for (var step = 0; step < MaxSteps; step++)
        {
            var page = await runs.ListAsync(call.Workspace.Name.Value, ToRuns(query, cursor), cancellationToken);
            var passing = page.Items.Where(run => query.Passes(run, now)).ToList();
            var missing = query.Limit - found.Count;
            found.AddRange(passing.Take(missing));
            cursor = passing.Count > missing ? found[^1].Id.Value : page.Cursor;
            if (cursor is null || passing.Count >= missing)
            {
                break;
            }
        }

        List<JsonObject> links = [.. call.SelfLinks("Jobs")];
        if (cursor is not null)
        {
            links.Add(OgcLinks.Link(
                call.With(call.Format is OgcFormat.Html ? "html" : "json", "cursor", cursor), "next", title: "Earlier jobs"));
        }

        JsonObject list = new()
        {
            ["jobs"] = new JsonArray([.. found.Select(run => OgcStatus.Info(call.BaseAddress, run, null))]),
            ["links"] = new JsonArray([.. links]),
        };
        return OgcEndpoint.Write(call.Format, list, "Jobs");
    }

    internal async Task<IActionResult> ReadAsync(OgcCall call, string id, CancellationToken cancellationToken) =>
        await StatusAsync(call, await FindAsync(call, id, cancellationToken), StatusCodes.Status200OK, cancellationToken);

    internal async Task<IActionResult> StatusAsync(OgcCall call, RunRecord run, int status, CancellationToken cancellationToken)
    {
        var progress = run.StartedOn is null ? null : await blobs.StatusAsync(run, cancellationToken);
        return OgcEndpoint.Write(call.Format, OgcStatus.Info(call.BaseAddress, run, progress), $"Job {run.Id}", status);
    }

    /// <summary>Ends the job; its record, log and partial notebook stay.</summary>
    internal async Task<IActionResult> DismissAsync(
        OgcCall call, string id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var run = await FindAsync(call, id, cancellationToken);
        if (!run.State.IsTerminal() &&
            await cancellation.TryCancelAsync(new RunReference(run.Workspace, run.Id.Value), client, cancellationToken) is { } cancelled)
        {
            run = await wait.UntilEndAsync(cancelled, DismissPatience, cancellationToken);
        }

        run = run.State.IsTerminal() ? await FindAsync(call, id, cancellationToken) : run;
        if (run.State is RunState.Succeeded or RunState.Failed)
        {
            throw new ProblemException(Problems.WrongState(
                $"Job '{run.Id}' is {OgcStatus.Of(run.State)}: there is nothing to dismiss, and its results are kept."));
        }

        var progress = await blobs.StatusAsync(run, cancellationToken);
        var info = OgcStatus.Info(call.BaseAddress, run, progress);
        info["status"] = OgcStatus.Dismissed;
        return OgcEndpoint.Write(call.Format, info, $"Job {run.Id}");
    }

    internal async Task<IActionResult> ResultsAsync(OgcCall call, string id, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        RequestQuery query = new(call.Request.Query, errors);
        _ = query.Text("f");
        var wanted = query.List("outputs");
        query.RefuseOthers();
        errors.ThrowIfAny();
        return await ResultsOfAsync(
            call, await FindAsync(call, id, cancellationToken), wanted.Count == 0 ? null : wanted, cancellationToken);
    }

    /// <summary>The results in the form that the execution asked for; of a job that has failed, why.</summary>
    internal async Task<IActionResult> ResultsOfAsync(
        OgcCall call, RunRecord run, IReadOnlyList<string>? wanted, CancellationToken cancellationToken)
    {
        var execution = await ExecutionAsync(run, cancellationToken);
        return run.State switch
        {
            RunState.Succeeded => await results.AnswerAsync(call, run, execution, wanted, cancellationToken),
            RunState.Failed or RunState.Dismissed => Failure(call, run),
            _ => throw new ProblemException(OgcProblems.NotReady($"Job '{run.Id}' is {OgcStatus.Of(run.State)}.")),
        };
    }

    /// <summary>One output as it is; the notebook also of a job that has failed.</summary>
    internal async Task<IActionResult> ResultAsync(OgcCall call, string id, string output, CancellationToken cancellationToken)
    {
        var run = await FindAsync(call, id, cancellationToken);
        if (!run.State.IsTerminal())
        {
            throw new ProblemException(OgcProblems.NotReady($"Job '{run.Id}' is {OgcStatus.Of(run.State)}."));
        }

        return await results.OneAsync(call, run, await ExecutionAsync(run, cancellationToken), output, cancellationToken);
    }

    private async Task<ProcessExecution> ExecutionAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var request = await documents.RequestAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken);
        return request?.Execution ?? throw new ProblemException(OgcProblems.NoSuchJob(run.Id.Value));
    }

    private async Task<RunRecord> FindAsync(OgcCall call, string id, CancellationToken cancellationToken)
    {
        var run = RunId.TryParse(id, out var runId)
            ? await runs.FindAsync(call.Workspace.Name.Value, runId, cancellationToken)
            : null;
        return run is { Process: not null } ? run : throw new ProblemException(OgcProblems.NoSuchJob(id));
    }

    private static RunQuery ToRuns(OgcJobQuery query, string? cursor) => new()
    {
        Trigger = RunTrigger.Process,
        State = query.States is [var only] ? only : null,
        CreatedAfter = query.From,
        CreatedBefore = query.To?.AddMilliseconds(1),
        Cursor = cursor,
        Limit = query.HasOwnFilters ? MaxPage : Math.Min(query.Limit, MaxPage),
    };

    private static IActionResult Failure(OgcCall call, RunRecord run)
    {
        var cause = run.Cause!;
        var status = JobFailures.StatusOf(cause.Code);
        var self = $"{call.BaseAddress}/jobs/{run.Id}";
        JsonObject exception = new()
        {
            ["type"] = JobFailures.TypeOf(cause.Code),
            ["title"] = run.State is RunState.Dismissed ? "The job was dismissed." : "The job has failed.",
            ["status"] = status,
            ["detail"] = cause.Message,
            ["instance"] = self,
            ["cause"] = JsonSerializer.SerializeToNode(cause, ApiJson.Options),
            ["links"] = new JsonArray(
                OgcLinks.Link($"{self}/results/{ProcessOutputs.Notebook}", "item", ProcessOutputs.OfNotebook.MediaType, "The notebook as far as it came"),
                OgcLinks.Link(self, "monitor", "application/json", "The job")),
        };
        return OgcEndpoint.Write(call.Format, exception, exception["title"]!.GetValue<string>(), status);
    }
}
