using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>The query endpoint of Log Analytics. Any workspace id is taken; one that nothing was written to is empty.</summary>
internal static class LogAnalyticsRoutes
{
    private const int LargestBatch = 100;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static void MapLogAnalytics(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/workspaces/{workspace}/query", QueryAsync);
        routes.MapPost("/v1/$batch", BatchAsync);
    }

    private static async Task<IResult> QueryAsync(
        string workspace, HttpRequest request, LogCollector collector, LogStore store, TimeProvider time)
    {
        var (status, answer) = await ReadAsync(request) is { } body
            ? await AnswerAsync(workspace, body, collector, store, time)
            : Refuse("The body is not JSON");
        return ArmJson.Result(answer, status);
    }

    /// <summary>Queries of any workspaces in one request, each with an answer of its own.</summary>
    private static async Task<IResult> BatchAsync(
        HttpRequest request, LogCollector collector, LogStore store, TimeProvider time)
    {
        var queries = (await ReadAsync(request) as JsonObject)?["requests"] as JsonArray;
        if (queries is not { Count: > 0 and <= LargestBatch } || !queries.All(IsQuery))
        {
            var (status, answer) = Refuse($"The body must have 1 to {LargestBatch} requests with id, workspace and body");
            return ArmJson.Result(answer, status);
        }

        var responses = new JsonArray();
        foreach (var query in queries)
        {
            var (status, body) = await AnswerAsync(Text(query!["workspace"])!, query["body"]!, collector, store, time);
            responses.Add(new JsonObject
            {
                ["id"] = Text(query["id"]),
                ["status"] = status,
                ["headers"] = new JsonObject(),
                ["body"] = body,
            });
        }

        return ArmJson.Result(new JsonObject { ["responses"] = responses });
    }

    private static bool IsQuery(JsonNode? node) => node is JsonObject query && Text(query["id"]) is not null &&
        Text(query["workspace"]) is not null && query["body"] is JsonObject;

    /// <summary>Null if the node is no text, or none that is Unicode.</summary>
    private static string? Text(JsonNode? node)
    {
        try
        {
            return node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null if the body cannot be read.</summary>
    private static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, null, Strict, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<(int Status, JsonObject Answer)> AnswerAsync(
        string workspace, JsonNode body, LogCollector collector, LogStore store, TimeProvider time)
    {
        try
        {
            if (body["query"]?.GetValue<string>() is not { } query)
            {
                return Refuse("The request has no query");
            }

            await collector.CollectAsync(workspace);
            return (StatusCodes.Status200OK, LogQuery.Answer(
                query, body["timespan"]?.GetValue<string>(), workspace, store.Read(workspace), time.GetUtcNow()));
        }
        catch (KqlException exception)
        {
            return (StatusCodes.Status400BadRequest, LogQuery.Error(exception));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return Refuse(exception.Message);
        }
    }

    private static (int Status, JsonObject Answer) Refuse(string message) =>
        (StatusCodes.Status400BadRequest, LogQuery.Error("BadArgumentError", message));
}
