using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Processes;

/// <summary>Reads a <see cref="ProcessSubmission"/>, adding what is wrong to the errors.</summary>
internal static class ProcessReader
{
    private const int MaxBytes = 500_000;
    private const int MaxText = 10_000;
    private const int MaxTitle = 200;
    private const int MaxVersion = 64;
    private const int MaxKeywords = 50;
    private const int MaxKeyword = 100;
    private const int MaxOccurs = 10_000;

    /// <param name="named">Whether the body has the process's id, and not the address.</param>
    public static JsonObject Schema(bool named) => Schemas.Object(
    [
        .. (IEnumerable<SchemaField>)(named ? [SchemaField.Required("id", Schemas.Text(ProcessIds.MaxLength, ProcessIds.Pattern), "What it is called.")] : []),
        SchemaField.Required("notebook", Schemas.Text(), "Among the workspace's files; copied."),
        SchemaField.Optional("version", Schemas.Text(MaxVersion), "For people."),
        SchemaField.Optional("title", Schemas.Text(MaxTitle), "For people."),
        SchemaField.Optional("description", Schemas.Text(MaxText), "For people."),
        SchemaField.Optional("keywords", Schemas.List(Schemas.Text(MaxKeyword), MaxKeywords), "For people."),
        .. RunSubmissionSchema.Compute,
        SchemaField.Optional("inputs", Schemas.Map(InputSchema), "The notebook's parameters; taken from its parameters cell if not given."),
        SchemaField.Optional("outputs", Schemas.Map(OutputSchema), "What it leaves, beside the result notebook."),
    ]);

    private static JsonObject InputSchema => Schemas.Object(
        SchemaField.Optional("title", Schemas.Text(MaxTitle), "For people."),
        SchemaField.Optional("description", Schemas.Text(MaxText), "For people."),
        SchemaField.Required("schema", Schemas.Map(), "What one value has to be, as JSON Schema."),
        SchemaField.Optional("minOccurs", Schemas.Integer(0, MaxOccurs), "0 where it may be left out."),
        SchemaField.Optional(
            "maxOccurs",
            new() { ["oneOf"] = new JsonArray(Schemas.Integer(1, MaxOccurs), Schemas.Choice("unbounded")) },
            "Above 1 the value is a list."));

    private static JsonObject OutputSchema => Schemas.Object(
        SchemaField.Optional("title", Schemas.Text(MaxTitle), "For people."),
        SchemaField.Optional("description", Schemas.Text(MaxText), "For people."),
        SchemaField.Optional("schema", Schemas.Map(), "What the value is, as JSON Schema."),
        SchemaField.Optional("path", Schemas.Text(), "Of a file in outputs/; without it the value that the notebook has recorded."));

    /// <param name="request">Its body is a JSON object.</param>
    /// <param name="id">The process, where the address names it; null where the body does.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ProcessSubmission> ReadAsync(
        HttpRequest request, string? id, RequestErrors errors, CancellationToken cancellationToken)
    {
        JsonFields fields = new(await RequestBody.ReadObjectAsync(request, MaxBytes, cancellationToken), errors);
        var named = id ?? fields.Text("id", required: true, maxLength: ProcessIds.MaxLength);
        ProcessIds.Check(named, errors);
        var notebook = fields.Text("notebook", required: true);
        if (notebook?.StartsWith(NotebookSource.Home, StringComparison.Ordinal) is true)
        {
            errors.Add("notebook", "must be among the workspace's files: it is copied when the process is published.");
        }

        ProcessSubmission submission = new()
        {
            Id = named,
            Version = fields.Text("version", maxLength: MaxVersion),
            Title = fields.Text("title", maxLength: MaxTitle),
            Description = fields.Text("description", maxLength: MaxText),
            Keywords = fields.Texts("keywords", MaxKeywords, MaxKeyword) ?? [],
            Run = RunSubmissionReader.ReadCompute(fields) with { NotebookPath = notebook },
            Inputs = fields.Object("inputs") is { } inputs ? Inputs(inputs, errors) : null,
            Outputs = fields.Object("outputs") is { } outputs ? Outputs(outputs, errors) : new Dictionary<string, ProcessOutput>(),
        };
        fields.RefuseOthers();
        return submission;
    }

    private static Dictionary<string, ProcessInput> Inputs(JsonElement inputs, RequestErrors errors)
    {
        Dictionary<string, ProcessInput> read = new(StringComparer.Ordinal);
        foreach (var (name, fields) in Entries("inputs", inputs, errors))
        {
            if (!ParameterRules.IsIdentifier(name))
            {
                errors.Add($"inputs.{name}", "is not a name that a notebook can assign to.");
            }

            var unbounded = fields.Any("maxOccurs") is { ValueKind: JsonValueKind.String } text && text.GetString() == "unbounded";
            read[name] = new ProcessInput
            {
                Title = fields.Text("title", maxLength: MaxTitle),
                Description = fields.Text("description", maxLength: MaxText),
                Schema = Schema(name, fields, errors.Within($"inputs.{name}"), required: true),
                MinOccurs = fields.Integer("minOccurs", 0, MaxOccurs) ?? 1,
                MaxOccurs = unbounded ? null : fields.Integer("maxOccurs", 1, MaxOccurs) ?? 1,
            };
            if (read[name].MinOccurs > (read[name].MaxOccurs ?? int.MaxValue))
            {
                errors.Add($"inputs.{name}.minOccurs", "must not exceed maxOccurs.");
            }

            fields.RefuseOthers();
        }

        return read;
    }

    private static Dictionary<string, ProcessOutput> Outputs(JsonElement outputs, RequestErrors errors)
    {
        Dictionary<string, ProcessOutput> read = new(StringComparer.Ordinal);
        foreach (var (name, fields) in Entries("outputs", outputs, errors))
        {
            var path = fields.Text("path");
            if (path is not null && !FilePath.TryParse(path, out _, out var reason))
            {
                errors.Add($"outputs.{name}.path", reason);
            }

            var schema = Schema(name, fields, errors.Within($"outputs.{name}"), required: false);
            var mediaType = schema["contentMediaType"]?.ToString() ??
                (path is null ? ProcessOutputs.Json : FileTypes.Of(path));
            read[name] = new ProcessOutput
            {
                Title = fields.Text("title", maxLength: MaxTitle),
                Description = fields.Text("description", maxLength: MaxText),
                Schema = schema.Count > 0 || path is null ? schema : OfFile(mediaType),
                Kind = path is null ? ProcessOutputKind.Value : ProcessOutputKind.File,
                Path = path,
                MediaType = mediaType,
            };
            if (name == ProcessOutputs.Notebook)
            {
                errors.Add($"outputs.{name}", "is the result notebook, which every process has.");
            }
            else if (!ProcessIds.IsValid(name))
            {
                errors.Add($"outputs.{name}", "must be a name of a-z, A-Z, 0-9, '-', '_' and '.', with 64 characters at most.");
            }

            fields.RefuseOthers();
        }

        return read;
    }

    private static JsonObject OfFile(string mediaType) => new() { ["type"] = "string", ["contentMediaType"] = mediaType };

    private static IEnumerable<(string Name, JsonFields Fields)> Entries(string part, JsonElement entries, RequestErrors errors)
    {
        foreach (var entry in entries.EnumerateObject())
        {
            if (entry.Value.ValueKind is JsonValueKind.Object)
            {
                yield return (entry.Name, new JsonFields(entry.Value, errors, $"{part}.{entry.Name}."));
            }
            else
            {
                errors.Add($"{part}.{entry.Name}", "must be an object.");
            }
        }
    }

    private static JsonObject Schema(string name, JsonFields fields, RequestErrors errors, bool required)
    {
        if (fields.Object("schema") is not { } schema)
        {
            if (required)
            {
                errors.Add("schema", $"is missing: it says what a value of '{name}' has to be.");
            }

            return [];
        }

        var node = JsonObject.Create(schema)!;
        if (ValueSchema.Fault(node) is { } fault)
        {
            errors.Add("schema", fault);
        }

        return node;
    }
}
