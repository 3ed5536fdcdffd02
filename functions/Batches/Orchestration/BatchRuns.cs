using System.Text.Json.Nodes;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Makes the runs of a batch's items through the one way in for runs.</summary>
public sealed class BatchRuns(
    IWorkspaces workspaces, BatchSources sources, ComputeChecks compute, IWorkspaceUsage usage, RunIntake intake)
{
    internal static string CauseOf(Problem problem) =>
        problem.Type.EndsWith(RunCauses.BudgetExceeded, StringComparison.Ordinal) ? RunCauses.BudgetExceeded : RunCauses.PlatformError;

    internal async Task<BatchCommon> CommonAsync(BatchRecord batch, CancellationToken cancellationToken)
    {
        if (!WorkspaceName.TryParse(batch.Workspace, out var name) ||
            await workspaces.FindAsync(name, cancellationToken) is not { } workspace)
        {
            return new BatchCommon(null, null, Problems.NotFound($"There is no workspace '{batch.Workspace}' any more."));
        }

        var (source, notebook) = await sources.ReadAsync(batch.Reference, cancellationToken);
        RequestErrors errors = new();
        var environment = await compute.EnvironmentAsync(workspace, batch.Environment, errors, cancellationToken);
        var flavor = await compute.FlavorAsync(workspace, batch.Flavor, errors, cancellationToken);
        if (errors.Any)
        {
            return new BatchCommon(workspace, null, Problems.InvalidRequest(string.Join(' ', errors.ToDictionary()
                .Select(error => $"{error.Key} {string.Join(' ', error.Value)}"))));
        }

        var run = new CheckedRun
        {
            Notebook = source.Notebook,
            Content = notebook,
            Environment = environment!,
            Flavor = flavor!,
            Request = source.Request,
        };
        var refusal = await usage.CheckBudgetAsync(workspace, cancellationToken);
        return new BatchCommon(workspace, run, refusal?.ToProblem().Problem);
    }

    /// <exception cref="ProblemException">The workspace may have no such run now.</exception>
    internal async Task AcceptAsync(
        BatchRecord batch, BatchItem item, BatchCommon common, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (common.Refusal is { } refusal)
        {
            throw new ProblemException(refusal);
        }

        var run = common.Run! with { Request = common.Run.Request with { Parameters = Merge(common.Run.Request.Parameters, item) } };
        var origin = new RunOrigin
        {
            Trigger = RunTrigger.Batch,
            Batch = batch.Id.Value,
            BatchItem = item.Index,
            Id = RunId.Parse(item.Run!),
        };
        await intake.AcceptAsync(
            common.Workspace!, run, origin, new Caller(batch.CreatedBy, IsAdministrator: false), client, cancellationToken);
    }

    private static JsonObject Merge(JsonObject common, BatchItem item)
    {
        var parameters = common.DeepClone().AsObject();
        foreach (var (name, value) in item.ParameterObject)
        {
            parameters[name] = value?.DeepClone();
        }

        return parameters;
    }
}
