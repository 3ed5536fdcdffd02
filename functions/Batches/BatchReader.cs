using System.Text.Json.Nodes;
using CloudWorkspaces.Batches.Parameters;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Batches;

/// <summary>Reads a <see cref="BatchSubmission"/>, adding what is wrong to the errors.</summary>
internal static class BatchReader
{
    public const int MaxConcurrency = 100;

    private const int MaxBytes = 16_000_000;
    private const int MaxName = 100;

    public static readonly JsonObject Schema = Schemas.Object(
        SchemaField.Optional("name", Schemas.Text(MaxName), "For people."),
        SchemaField.Required("run", RunSubmissionSchema.Whole, "What to run, as the body of POST runs."),
        SchemaField.Optional("matrix", MatrixReader.Schema, "All combinations of values."),
        SchemaField.Optional("items", Schemas.List(Schemas.Map(), ItemLimits.MaxItems), "Parameters by name, for each item."),
        SchemaField.Optional("itemsCsv", Schemas.Text(MaxBytes), "The same as CSV, with the names in the first row."),
        SchemaField.Optional("itemsFile", Schemas.Text(), "A file of the workspace with such a list, .json or .csv."),
        SchemaField.Optional("concurrency", Schemas.Integer(1, MaxConcurrency), "Items that run at the same time."),
        SchemaField.Optional("failFast", Schemas.Flag(), "Whether the first failure ends the batch."));

    public static async Task<BatchSubmission> ReadAsync(
        HttpRequest request, RequestErrors errors, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadObjectAsync(request, MaxBytes, cancellationToken);
        JsonFields fields = new(body, errors);
        var run = fields.Object("run");
        if (run is null)
        {
            errors.Add("run", "is missing: it says what to run, as the body of POST runs does.");
        }

        BatchSubmission submission = new()
        {
            Name = fields.Text("name", maxLength: MaxName),
            Run = run is { } inner ? RunSubmissionReader.Read(inner, null, errors.Within("run")) : new(),
            Matrix = fields.Object("matrix"),
            Items = fields.Any("items"),
            ItemsCsv = fields.Text("itemsCsv", maxLength: MaxBytes),
            ItemsFile = fields.Text("itemsFile"),
            Concurrency = fields.Integer("concurrency", 1, MaxConcurrency),
            FailFast = fields.Flag("failFast") ?? false,
        };
        fields.RefuseOthers();
        return submission;
    }
}
