using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Processes.Execution;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>The processes of a workspace: <c>execute-notebook</c>, and the notebooks that it has published.</summary>
public sealed class OgcProcesses(ProcessStore store)
{
    private const int NormalLimit = 10;
    private const int MaxLimit = 1_000;

    internal async Task<IActionResult> ListAsync(OgcCall call, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        RequestQuery query = new(call.Request.Query, errors);
        var (limit, after, _) = (query.Limit(NormalLimit, MaxLimit), query.Text("after"), query.Text("f"));
        if (after is not null && !ProcessIds.IsValid(after))
        {
            errors.Add("after", "is not a place in this list.");
        }

        query.RefuseOthers();
        errors.ThrowIfAny();

        // The process that is always there comes first, and is not a row.
        var first = after is null ? 1 : 0;
        var from = after is null or ProcessIds.ExecuteNotebook ? "" : after;
        var rows = await store.ListAsync(call.Workspace.Name.Value, limit, from, cancellationToken);
        List<ProcessDescription> found = [.. Enumerable.Repeat(ExecuteNotebook.Description, first), .. rows.Select(ProcessDescription.Of)];
        var page = found.Take(limit).ToList();
        List<JsonObject> links = [.. call.SelfLinks("Processes")];
        if (found.Count > limit)
        {
            var format = call.Format is OgcFormat.Html ? "html" : "json";
            links.Add(OgcLinks.Link(call.With(format, "after", page[^1].Id), "next", title: "More processes"));
        }

        JsonObject list = new()
        {
            ["processes"] = new JsonArray([.. page.Select(process => Summary(call, process))]),
            ["links"] = new JsonArray([.. links]),
        };
        return OgcEndpoint.Write(call.Format, list, "Processes");
    }

    internal async Task<IActionResult> DescribeAsync(OgcCall call, string id, CancellationToken cancellationToken)
    {
        var process = (await FindAsync(call, id, cancellationToken)).Description;
        var description = Summary(call, process);
        description["inputs"] = new JsonObject(process.Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)Input(input.Value))));
        description["outputs"] = new JsonObject(
            process.Outputs.Select(output => KeyValuePair.Create(output.Key, (JsonNode?)Output(output.Value))));
        description["links"] = new JsonArray(
        [
            .. call.SelfLinks(process.Title),
            OgcLinks.Link($"{call.BaseAddress}/processes/{process.Id}/execution", OgcLinks.Execute, "application/json", "Execute"),
            OgcLinks.Link($"{call.BaseAddress}/jobs?processID={process.Id}", OgcLinks.JobList, "application/json", "Jobs of this process"),
        ]);
        return OgcEndpoint.Write(call.Format, description, process.Title);
    }

    /// <summary>The process, and the published notebook that it is, if it is one.</summary>
    /// <exception cref="ProblemException">404: there is none.</exception>
    internal async Task<(ProcessDescription Description, NotebookProcess? Notebook)> FindAsync(
        OgcCall call, string id, CancellationToken cancellationToken)
    {
        if (id == ProcessIds.ExecuteNotebook)
        {
            return (ExecuteNotebook.Description, null);
        }

        var found = await store.FindAsync(call.Workspace.Name.Value, id, cancellationToken) ??
            throw new ProblemException(OgcProblems.NoSuchProcess(id));
        return (ProcessDescription.Of(found.Process), found.Process);
    }

    private static JsonObject Summary(OgcCall call, ProcessDescription process)
    {
        JsonObject summary = new()
        {
            ["id"] = process.Id,
            ["version"] = process.Version,
            ["title"] = process.Title,
            ["jobControlOptions"] = new JsonArray("sync-execute", "async-execute", "dismiss"),
            ["outputTransmission"] = new JsonArray("value", "reference"),
            ["links"] = new JsonArray(OgcLinks.Link(
                $"{call.BaseAddress}/processes/{process.Id}", "self", "application/json", "Process description")),
        };
        if (process.Description is not null)
        {
            summary["description"] = process.Description;
        }

        if (process.Keywords.Count > 0)
        {
            summary["keywords"] = JsonSerializer.SerializeToNode(process.Keywords);
        }

        return summary;
    }

    private static JsonObject Input(ProcessInput input)
    {
        var description = Described(input.Title, input.Description, input.Schema);
        description["minOccurs"] = input.MinOccurs;
        description["maxOccurs"] = input.MaxOccurs is { } most ? JsonValue.Create(most) : JsonValue.Create("unbounded");
        return description;
    }

    private static JsonObject Output(ProcessOutput output) => Described(output.Title, output.Description, output.Schema);

    private static JsonObject Described(string? title, string? description, JsonObject schema)
    {
        JsonObject described = new() { ["schema"] = schema.DeepClone() };
        if (title is not null)
        {
            described["title"] = title;
        }

        if (description is not null)
        {
            described["description"] = description;
        }

        return described;
    }
}
