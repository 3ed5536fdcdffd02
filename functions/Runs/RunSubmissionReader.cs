using System.Text.Json;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Runs.Retries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs;

/// <summary>Reads a <see cref="RunSubmission"/> from JSON or from a form, adding what is wrong to the errors.</summary>
public sealed class RunSubmissionReader(IOptions<RunOptions> options)
{
    internal const int MaxFieldsBytes = 2_000_000;
    internal const int MaxTimeout = 7 * 86_400;
    internal const int MaxStartTimeout = 3_600;

    private static readonly string[] s_priorities =
        [.. Enum.GetNames<RunPriority>().Select(name => name.ToLowerInvariant())];

    internal async Task<RunSubmission> ReadAsync(
        HttpRequest request, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return Read(await ReadJsonAsync(request, cancellationToken), null, errors);
        }

        var form = await RunForm.ReadAsync(
            request, options.Value.MaxNotebookBytes + MaxFieldsBytes, errors, cancellationToken);
        return Read(form.Fields, form.Notebook, errors);
    }

    /// <summary>What is to differ from an earlier run; no body changes nothing.</summary>
    internal static async Task<RunSubmission> ReadChangesAsync(
        HttpRequest request, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.ContentType is null))
        {
            return new();
        }

        JsonFields fields = new(await ReadJsonAsync(request, cancellationToken), errors);
        return Read(fields);
    }

    private static async Task<JsonElement> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(Problems.UnsupportedMediaType(
                $"The body must be application/json or multipart/form-data, not '{request.ContentType}'."));
        }

        return RunJson.ParseObject(await RequestBody.ReadAsync(request, MaxFieldsBytes, cancellationToken), "");
    }

    /// <param name="body">A JSON object.</param>
    /// <param name="upload">The notebook that came with the request; null when the body names one.</param>
    /// <param name="errors">Takes what is wrong.</param>
    internal static RunSubmission Read(JsonElement body, UploadedNotebook? upload, RequestErrors errors)
    {
        JsonFields fields = new(body, errors);
        var git = GitFields.Read(fields);
        var isNeeded = git is null && !errors.Has("notebook") && !errors.Has(GitFields.Name);
        var notebook = upload is null ? fields.Text("notebook", required: isNeeded) : null;
        if (git is not null && (notebook is not null || upload is not null))
        {
            errors.Add(GitFields.Name, "must not be given beside 'notebook'.");
        }

        var submission = Read(fields);
        return submission with { NotebookPath = notebook, Upload = upload, Git = git, Strict = submission.Strict ?? true };
    }

    private static RunSubmission Read(JsonFields fields)
    {
        var submission = ReadCompute(fields) with
        {
            Parameters = fields.Object(RunJson.Parameters),
            ParametersYaml = fields.Text("parametersYaml", maxLength: MaxFieldsBytes),
            Strict = fields.Flag("strict"),
        };
        fields.RefuseOthers();
        return submission;
    }

    /// <summary>What a notebook is to run on, and for how long at most.</summary>
    internal static RunSubmission ReadCompute(JsonFields fields)
    {
        RunSubmission submission = new()
        {
            Environment = fields.Text("environment", maxLength: 128),
            Flavor = fields.Text("flavor", maxLength: 64),
            Kernel = fields.Text("kernel", maxLength: 64),
            Priority = fields.Choice("priority", s_priorities) is { } priority
                ? Enum.Parse<RunPriority>(priority, ignoreCase: true)
                : null,
        };
        if (fields.Nested("retry") is { } retry)
        {
            submission = submission with { Retry = RunRetryReader.Read(retry) };
        }

        if (fields.Nested("timeouts") is { } timeouts)
        {
            submission = submission with
            {
                RunTimeoutSeconds = timeouts.Integer("runSeconds", 1, MaxTimeout),
                CellTimeoutSeconds = timeouts.Integer("cellSeconds", 1, MaxTimeout),
                StartTimeoutSeconds = timeouts.Integer("startSeconds", 1, MaxStartTimeout),
            };
            timeouts.RefuseOthers();
        }

        return submission;
    }
}
