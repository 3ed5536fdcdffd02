using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs.Provenance;

/// <summary>
/// What exactly an attempt executed, with what: what the app knows of the run, and what its agent found in the container.
/// Where both say the same, the app's word counts.
/// </summary>
internal static class ProvenanceDocument
{
    private static readonly string[] OfAgent =
    [
        "packages", "restoredPackages", "pythonVersion", "papermillVersion", "agentVersion", "mounts", "inputs",
        "memoryLimitBytes", "peakMemoryBytes",
    ];

    /// <param name="run">As the attempt that is asked for.</param>
    /// <param name="request">Null when it is gone.</param>
    /// <param name="agent">What the agent wrote; null when it never came so far.</param>
    public static JsonObject Of(RunRecord run, RunRequest? request, JsonObject? agent)
    {
        var attempt = AttemptView.Of(run).First(one => one.Attempt == run.Attempt);
        JsonObject document = new()
        {
            ["run"] = run.Id.Value,
            ["workspace"] = run.Workspace,
            ["attempt"] = run.Attempt,
            ["state"] = RunKeys.Name(attempt.State),
            ["cause"] = Node(attempt.Cause),
            ["trigger"] = RunKeys.Name(run.Trigger),
            ["createdBy"] = run.CreatedBy,
            ["rerunOf"] = run.RerunOf,
            ["notebook"] = run.Notebook,
            ["notebookName"] = request?.NotebookName ?? Text(agent, "notebookName"),
            ["notebookSha256"] = Text(agent, "notebookSha256") ?? run.NotebookSha256,
            ["notebookBytes"] = agent?["notebookBytes"]?.DeepClone(),
            ["git"] = Git(run, request, agent),
            ["parameters"] = request?.Parameters.DeepClone(),
            ["kernel"] = request?.Kernel,
            ["environment"] = run.Environment,
            ["image"] = run.Image,
            ["flavor"] = attempt.Flavor,
        };
        foreach (var name in OfAgent)
        {
            document[name] = agent?[name]?.DeepClone();
        }

        document["timings"] = Timings(run, attempt, agent);
        return Compact(document);
    }

    private static JsonObject? Git(RunRecord run, RunRequest? request, JsonObject? agent) => request?.Git is { } git
        ? new()
        {
            ["url"] = git.Url,
            ["revision"] = git.Revision,
            ["path"] = git.Path,
            ["commit"] = Text(agent?["git"], "commit") ?? run.Commit,
        }
        : null;

    private static JsonObject Timings(RunRecord run, AttemptView attempt, JsonObject? agent)
    {
        JsonObject timings = new()
        {
            ["createdOn"] = Node(run.CreatedOn),
            ["provisioningOn"] = Node(attempt.ProvisioningOn),
            ["startedOn"] = Node(attempt.StartedOn),
            ["notebookStartedOn"] = agent?["startedOn"]?.DeepClone(),
            ["notebookEndedOn"] = agent?["endedOn"]?.DeepClone(),
            ["endedOn"] = Node(attempt.EndedOn),
        };
        foreach (var name in (string[])["claimMs", "preflightMs", "papermillMs"])
        {
            timings[name] = (agent?["timings"] as JsonObject)?[name]?.DeepClone();
        }

        return Compact(timings);
    }

    private static JsonObject Compact(JsonObject all)
    {
        foreach (var name in all.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            all.Remove(name);
        }

        return all;
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, ApiJson.Options);

    private static string? Text(JsonNode? parent, string name) =>
        parent is JsonObject from && from[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
