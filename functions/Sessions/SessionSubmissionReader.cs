using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions;

/// <summary>Reads a <see cref="SessionSubmission"/>, adding what is wrong to the errors. An empty body asks for nothing.</summary>
public sealed class SessionSubmissionReader(IOptions<SessionOptions> options)
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxName = 32;
    private const int MaxEnvironment = 128;
    private const int MaxFlavor = 64;

    /// <summary>The shortest life that a request may ask for: one that ends before JupyterLab answers is of no use.</summary>
    private const double MinAgeHours = 0.01;

    internal static JsonObject Schema(SessionOptions options, bool withName) => Schemas.Object(
    [
        .. (IEnumerable<SchemaField>)(withName ? [SchemaField.Optional("name", Schemas.Text(MaxName, "^[a-z0-9](-*[a-z0-9])*$"), "What it is called.")] : []),
        SchemaField.Optional("environment", Schemas.Text(MaxEnvironment), "As name or name:version; the workspace's default if not given."),
        SchemaField.Optional("flavor", Schemas.Text(MaxFlavor), "The workspace's default if not given."),
        SchemaField.Optional("idleMinutes", Schemas.Number(options.MinIdleMinutes, options.MaxIdleMinutes), "Without activity until it is stopped."),
        SchemaField.Optional("maxAgeHours", Schemas.Number(MinAgeHours, options.LongestAgeHours), "From its readiness until it is stopped."),
    ]);

    internal async Task<SessionSubmission> ReadAsync(
        HttpRequest request, bool withName, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.ContentType is null))
        {
            return new();
        }

        var fields = new JsonFields(await RequestBody.ReadObjectAsync(request, MaxBytes, cancellationToken), errors);
        var submission = new SessionSubmission
        {
            Name = withName ? fields.Text("name", maxLength: MaxName) : null,
            Environment = fields.Text("environment", maxLength: MaxEnvironment),
            Flavor = fields.Text("flavor", maxLength: MaxFlavor),
            IdleMinutes = fields.Number("idleMinutes", options.Value.MinIdleMinutes, options.Value.MaxIdleMinutes),
            MaxAgeHours = fields.Number("maxAgeHours", MinAgeHours, options.Value.LongestAgeHours),
        };
        fields.RefuseOthers();
        if (submission.Name is { } name && !IsName(name))
        {
            errors.Add("name", "must be of a-z, 0-9 and inner hyphens.");
        }

        return submission;
    }

    private static bool IsName(string name) =>
        name[0] != '-' && name[^1] != '-' &&
        name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
