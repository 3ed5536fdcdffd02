using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Batches.Parameters;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Parameters;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Batches;

/// <summary>Checks a batch as a whole, and each of its parameter sets as that of a run.</summary>
public sealed class BatchChecks(RunChecks runs, ItemReader reader, ParameterChecks parameters)
{
    /// <summary>More would only hide the first.</summary>
    private const int MaxReported = 20;

    /// <exception cref="ProblemException">400 with all that is wrong; 422 when nothing but parameters is.</exception>
    internal async Task<(CheckedRun Run, IReadOnlyList<JsonObject> Items)> CheckAsync(
        Workspace workspace, BatchSubmission wanted, RequestErrors errors, CancellationToken cancellationToken)
    {
        var items = await reader.ReadAsync(workspace, wanted, errors, cancellationToken);
        var run = await runs.CheckAsync(workspace, wanted.Run, errors.Within("run"), cancellationToken);
        RequestErrors faults = new();
        var request = run.Request;
        var (schema, folder) = await parameters.SchemaAsync(
            workspace, request.Strict, run.Content, run.Environment, request.Kernel, cancellationToken);
        await parameters.CheckAsync(workspace, Sets(items, faults), schema, faults, cancellationToken);

        return faults.Any
            ? throw new ProblemException(Problems.InvalidParameters(faults.ToDictionary()))
            : (run with { Request = request with { SchemaFolder = folder } }, items);
    }

    private static IEnumerable<(string Field, JsonElement Parameters)> Sets(IReadOnlyList<JsonObject> items, RequestErrors faults)
    {
        for (var index = 0; index < items.Count && faults.Count < MaxReported; index++)
        {
            var text = items[index].ToJsonString();
            var field = $"items[{index}]";
            if (text.Length > ItemLimits.MaxItemCharacters)
            {
                faults.Add(field, $"must have at most {ItemLimits.MaxItemCharacters} characters as JSON.");
            }

            yield return (field, JsonSerializer.Deserialize<JsonElement>(text));
        }
    }
}
