using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Batches.Parameters;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Batches;

/// <summary>Checks a batch as a whole, and each of its parameter sets as that of a run.</summary>
public sealed class BatchChecks(RunChecks runs, ItemReader reader, IOptions<RunOptions> options)
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
        for (var index = 0; index < items.Count && faults.Count < MaxReported; index++)
        {
            Check(items[index], $"items[{index}]", faults);
        }

        return faults.Any
            ? throw new ProblemException(Problems.InvalidParameters(faults.ToDictionary()))
            : (run, items);
    }

    private void Check(JsonObject item, string field, RequestErrors faults)
    {
        var text = item.ToJsonString();
        if (text.Length > ItemLimits.MaxItemCharacters)
        {
            faults.Add(field, $"must have at most {ItemLimits.MaxItemCharacters} characters as JSON.");
        }

        using var document = JsonDocument.Parse(text);
        ParameterRules.Check(document.RootElement, options.Value.MaxParametersBytes, faults, field);
    }
}
