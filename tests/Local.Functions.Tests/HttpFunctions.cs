using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>HTTP functions for <see cref="HttpTests"/>.</summary>
public sealed class HttpFunctions(ScopedThing thing)
{
    public static ConcurrentDictionary<string, TaskCompletionSource> Cancelled { get; } = new();

    [Function("a_item")]
    public IActionResult Item(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}/{name?}")] HttpRequest request,
        int id,
        string? name,
        FunctionContext context) =>
        new OkObjectResult(new { ItemId = id, Name = name, context.BindingContext.BindingData.Count, Scope = thing.Id });

    [Function("b_item")]
    public static IActionResult ItemText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, string id) =>
        new ContentResult { Content = "text " + id, ContentType = "text/plain" };

    [Function("c_post")]
    public static async Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "put", Route = "bodies")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        return new CreatedResult("/bodies/1", (await reader.ReadToEndAsync(cancellationToken)).Length);
    }

    [Function("d_fail")]
    public static IActionResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request) =>
        throw new InvalidOperationException("secret");

    [Function("e_stream")]
    public static async Task Stream(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        request.HttpContext.Response.ContentType = "text/event-stream";
        await request.HttpContext.Response.WriteAsync("data: first\n\n", cancellationToken);
        await request.HttpContext.Response.Body.FlushAsync(cancellationToken);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.GetOrAdd(id, _ => new()).TrySetResult();
            throw;
        }
    }

    [Function("f_download")]
    public static IActionResult Download(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "download")] HttpRequest request) =>
        new FileContentResult([1, 2, 3, 4, 5], "application/octet-stream") { EnableRangeProcessing = true };

    [Function("g_named")]
    public static IActionResult Named([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        new OkObjectResult(request.Method);

    [Function("h_disabled")]
    public static IActionResult Disabled(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "disabled")] HttpRequest request) => new OkResult();

    [Function("y_files")]
    public static IActionResult Files(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string? path) =>
        new OkObjectResult(path);

    [Function("z_after")]
    public static IActionResult Hidden(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/special")] HttpRequest request) =>
        new StatusCodeResult(418);
}
