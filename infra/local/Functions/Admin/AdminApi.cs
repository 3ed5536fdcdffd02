using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using CloudWorkspaces.Local.Functions.Hosting;
using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Keys;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Local.Functions.Admin;

/// <summary>The part of the official host's /admin that runs functions and tells of the host. It takes the master key.</summary>
internal sealed class AdminApi(
    KeyRing keys, FunctionCatalog catalog, ManualRuns runs, HostOptionsFile options, HostId hostId)
{
    /// <summary>Names such as invoke_url_template.</summary>
    private static readonly JsonSerializerOptions s_listing = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public async Task<IResult> HandleAsync(HttpContext context, string[] path)
    {
        var request = context.Request;
        if (!await keys.AllowsAsync(Access.Admin, request, context.RequestAborted))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        return (request.Method, path) switch
        {
            ("GET", ["host", "status"]) => Results.Json(Status(), s_json),
            ("GET", ["functions"]) => Results.Json(catalog.All.Select(function => Listing(function, request)), s_listing),
            ("GET", ["functions", var name]) => Find(name) is { } found
                ? Results.Json(Listing(found, request), s_listing)
                : Results.NotFound(),
            ("POST", ["functions", var name]) => await RunAsync(name, context),
            _ => Results.NotFound(),
        };
    }

    private async Task<IResult> RunAsync(string name, HttpContext context)
    {
        if (Find(name) is not { } function)
        {
            return Results.NotFound();
        }

        string? input;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            input = body.RootElement.TryGetProperty("input", out var given) && given.ValueKind != JsonValueKind.Null
                ? given.ToString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Results.Json(new { Message = "The body has to be a JSON object such as {\"input\": \"text\"}." }, statusCode: 400);
        }

        return runs.TryStart(function, input)
            ? Results.StatusCode(StatusCodes.Status202Accepted)
            : Results.Json(
                new { Message = $"A function with {FunctionDescriptor.BindingType(function.Trigger)} cannot be run from here." },
                statusCode: 400);
    }

    private FunctionDescriptor? Find(string name) =>
        catalog.All.FirstOrDefault(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private object Listing(FunctionDescriptor function, HttpRequest request) =>
        FunctionListing.Of(function, $"{request.Scheme}://{request.Host}", options.RoutePrefix);

    private object Status()
    {
        using var process = Process.GetCurrentProcess();
        return new
        {
            Id = hostId.Value,
            State = "Running",
            Version = Assembly.GetExecutingAssembly().GetName().Version!.ToString(),
            ProcessUptime = (long)(TimeProvider.System.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalMilliseconds,
        };
    }
}
