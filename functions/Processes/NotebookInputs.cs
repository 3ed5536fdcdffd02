using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Parameters;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;

namespace CloudWorkspaces.Processes;

/// <summary>The inputs of a process whose publisher names none: the parameters of its notebook, as a container infers them.</summary>
public sealed class NotebookInputs(NotebookSchemaReader reader, IWorkspaceUsage usage)
{
    /// <exception cref="ProblemException">400: the notebook cannot be read; 409: the budget is spent; 503: ask again.</exception>
    internal async Task<IReadOnlyDictionary<string, ProcessInput>> InferAsync(
        Workspace workspace, CheckedRun run, string? kernel, CancellationToken cancellationToken)
    {
        if (!HasParametersCell(run.Content))
        {
            return new Dictionary<string, ProcessInput>();
        }

        if (await usage.CheckBudgetAsync(workspace, cancellationToken) is { } refusal)
        {
            throw refusal.ToProblem();
        }

        var image = run.Environment.Image;
        InspectedNotebook notebook = new()
        {
            Folder = NotebookSchemas.Folder(run.Content, image, kernel),
            Image = image,
            Kernel = kernel,
        };
        var schema = await reader.ReadAsync(workspace, notebook, run.Content, cancellationToken) ??
            throw new ProblemException(Problems.Unavailable("The notebook's parameters are still being read: ask again, or name its inputs."))
            {
                Headers = new Dictionary<string, string> { ["Retry-After"] = $"{NotebookSchemaReader.RetryAfterSeconds}" },
            };
        return InferredInputs.Of(JsonObject.Create(schema.Document)!);
    }

    /// <summary>Without one there is nothing that a container would find.</summary>
    private static bool HasParametersCell(ReadOnlyMemory<byte> notebook) =>
        ((JsonNode.Parse(notebook.Span) as JsonObject)?["cells"] as JsonArray ?? [])
            .Select(cell => ((cell as JsonObject)?["metadata"] as JsonObject)?["tags"] as JsonArray ?? [])
            .Any(tags => tags.Any(tag => tag is JsonValue value && value.GetValue<JsonElement>().GetRawText() == "\"parameters\""));
}
