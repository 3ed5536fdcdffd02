using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Processes.Execution;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>Executes a process: its job is a run. Without <c>Prefer: respond-async</c> the answer is the results.</summary>
public sealed class OgcExecution(
    OgcProcesses processes,
    InputResolver resolver,
    ExecutionPlanner planner,
    RunChecks checks,
    IWorkspaceUsage usage,
    RunIntake intake,
    JobWait wait,
    OgcJobs jobs,
    IOptions<RunOptions> runs,
    IOptions<ProcessOptions> options)
{
    private const int MaxFieldsBytes = 2_000_000;

    internal async Task<IActionResult> ExecuteAsync(
        OgcCall call, string id, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (description, notebook) = await processes.FindAsync(call, id, cancellationToken);
        RequestErrors errors = new();
        var maxBytes = runs.Value.MaxNotebookBytes + MaxFieldsBytes;
        var body = await RequestBody.ReadObjectAsync(call.Request, maxBytes, cancellationToken);
        var request = ExecuteRequestReader.Read(body, description, errors);
        var inputs = await resolver.ResolveAsync(description, request.Inputs, runs.Value.MaxNotebookBytes, errors, cancellationToken);
        errors.ThrowIfAny();
        var run = await AcceptAsync(call, description, notebook, request, inputs, client, cancellationToken);
        return await AnswerAsync(call, run, cancellationToken);
    }

    private async Task<RunRecord> AcceptAsync(
        OgcCall call,
        ProcessDescription description,
        NotebookProcess? notebook,
        ExecuteRequest request,
        Dictionary<string, InputValue> inputs,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        var workspace = call.Workspace;
        var plan = notebook is null
            ? await planner.PlanAsync(workspace, inputs, errors, cancellationToken)
            : await planner.PlanAsync(notebook, inputs, cancellationToken);
        errors.ThrowIfAny();
        var wanted = await CheckAsync(call, plan, notebook is null, cancellationToken);
        if (await usage.CheckBudgetAsync(workspace, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }

        ProcessExecution execution = new()
        {
            BaseAddress = call.BaseAddress,
            Outputs = request.Outputs,
            AsDocument = request.AsDocument,
            Subscriber = request.Subscriber,
            NotebookPath = plan.NotebookPath,
            OutputsFolder = plan.OutputsFolder,
        };
        var checkedRun = wanted with
        {
            Notebook = plan.Notebook ?? wanted.Notebook,
            Request = wanted.Request with { Execution = execution },
        };
        RunOrigin origin = new() { Trigger = RunTrigger.Process, Process = description.Id, Id = call.Request.Reserved()?.Id };
        return await intake.AcceptAsync(workspace, checkedRun, origin, call.Request.Caller(), client, cancellationToken);
    }

    /// <summary>The checks of a run, whose fields are inputs here.</summary>
    private async Task<CheckedRun> CheckAsync(OgcCall call, ExecutionPlan plan, bool isAnyNotebook, CancellationToken cancellationToken)
    {
        try
        {
            return await checks.CheckAsync(call.Workspace, plan.Run, new RequestErrors(), cancellationToken);
        }
        catch (ProblemException exception) when (exception.Problem.Errors is { } found)
        {
            throw new ProblemException(OgcProblems.InvalidParameters(
                found.ToDictionary(error => InputNames.Of(error.Key, isAnyNotebook), error => error.Value)));
        }
    }

    private async Task<IActionResult> AnswerAsync(OgcCall call, RunRecord run, CancellationToken cancellationToken)
    {
        var headers = call.Request.HttpContext.Response.Headers;
        var prefer = Preference.Read(call.Request.Headers["Prefer"]);
        var patience = prefer.Patience(TimeSpan.FromSeconds(options.Value.SyncSeconds));
        if (patience > TimeSpan.Zero)
        {
            run = await wait.UntilEndAsync(run, patience, cancellationToken);
        }

        var self = $"{call.BaseAddress}/jobs/{run.Id}";
        if (run.State.IsTerminal())
        {
            headers.Link = $"<{self}>; rel=\"monitor\"";
            return await jobs.ResultsOfAsync(call, run, null, cancellationToken);
        }

        headers.Location = self;
        if (prefer.Async)
        {
            headers["Preference-Applied"] = "respond-async";
        }

        return await jobs.StatusAsync(call with { Format = OgcFormat.Json }, run, StatusCodes.Status201Created, cancellationToken);
    }
}
