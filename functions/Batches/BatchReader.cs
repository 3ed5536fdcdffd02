using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Batches;

/// <summary>Reads a <see cref="BatchSubmission"/>, adding what is wrong to the errors.</summary>
internal static class BatchReader
{
    public const int MaxConcurrency = 100;

    private const int MaxBytes = 16_000_000;

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
            Name = fields.Text("name", maxLength: 100),
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
