using System.Text.Json.Nodes;
using CloudWorkspaces.Http.OpenApi;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs;

/// <summary>What <see cref="RunSubmissionReader"/> reads, as JSON Schema.</summary>
internal static class RunSubmissionSchema
{
    public static readonly JsonObject Whole = Schemas.Object(
    [
        SchemaField.Optional("notebook", Schemas.Text(), "A path among the workspace's files, or in its home as home:path."),
        SchemaField.Optional(GitFields.Name, GitFields.Schema, "In place of a notebook."),
        .. Parameters,
        .. Compute,
    ]);

    /// <summary>Of a rerun.</summary>
    public static readonly JsonObject Changes = Schemas.Object([.. Parameters, .. Compute]);

    /// <summary>Objects are JSON in the text of their parts.</summary>
    public static readonly JsonObject Form = Schemas.Object(
    [
        SchemaField.Required("notebook", Schemas.Binary(), "The notebook, as a file."),
        SchemaField.Optional("request", Schemas.Map(), "All other fields at once, as JSON."),
        .. Parameters,
        .. Compute,
    ]);

    /// <summary>What a notebook is to run on, and for how long at most.</summary>
    public static IEnumerable<SchemaField> Compute =>
    [
        SchemaField.Optional("environment", Schemas.Text(128), "As name or name:version; the workspace's default if not given."),
        SchemaField.Optional("flavor", Schemas.Text(64), "The workspace's default if not given."),
        SchemaField.Optional("kernel", Schemas.Text(64), "That of the notebook if not given."),
        SchemaField.Optional("priority", Schemas.Choice<RunPriority>(), "Which of the runs that wait goes first."),
        SchemaField.Optional("retry", RunRetryReader.Schema, "When it is tried again."),
        SchemaField.Optional(
            "timeouts",
            Schemas.Object(
                SchemaField.Optional("runSeconds", Schemas.Integer(1, RunSubmissionReader.MaxTimeout), "Of the whole run."),
                SchemaField.Optional("cellSeconds", Schemas.Integer(1, RunSubmissionReader.MaxTimeout), "Of each cell."),
                SchemaField.Optional("startSeconds", Schemas.Integer(1, RunSubmissionReader.MaxStartTimeout), "Of the kernel's start.")),
            "How long it may take."),
    ];

    private static IEnumerable<SchemaField> Parameters =>
    [
        SchemaField.Optional(RunJson.Parameters, Schemas.Map(), "Injected as papermill does."),
        SchemaField.Optional("parametersYaml", Schemas.Text(RunSubmissionReader.MaxFieldsBytes), "The same as YAML."),
        SchemaField.Optional("strict", Schemas.Flag(), "Whether parameters that the notebook does not have are refused; true if not given."),
    ];
}
