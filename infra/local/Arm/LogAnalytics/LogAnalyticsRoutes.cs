using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>The query endpoint of Log Analytics. Any workspace id is taken; one that nothing was written to is empty.</summary>
internal static class LogAnalyticsRoutes
{
    public static void MapLogAnalytics(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/workspaces/{workspace}/query", QueryAsync);

    private static async Task<IResult> QueryAsync(
        string workspace, HttpRequest request, LogCollector collector, LogStore store, TimeProvider time)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (body?["query"]?.GetValue<string>() is not { } query)
            {
                return Refuse(LogQuery.Error("BadArgumentError", "The request has no query"));
            }

            await collector.CollectAsync(workspace);
            return ArmJson.Result(LogQuery.Answer(
                query, body["timespan"]?.GetValue<string>(), workspace, store.Read(workspace), time.GetUtcNow()));
        }
        catch (KqlException exception)
        {
            return Refuse(LogQuery.Error(exception));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return Refuse(LogQuery.Error("BadArgumentError", exception.Message));
        }
    }

    private static IResult Refuse(JsonObject error) => ArmJson.Result(error, StatusCodes.Status400BadRequest);
}
