using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Local.Functions.Webhooks;

/// <summary>Answers in the shapes of the official durable endpoints.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static IResult Empty(int status) => Results.StatusCode(status);

    public static IResult Json(object? value, int status = StatusCodes.Status200OK) => Results.Json(value, s_json, statusCode: status);

    /// <summary>Its property is Message, with a capital.</summary>
    public static IResult Error(int status, string message) =>
        Json(new Dictionary<string, string> { ["Message"] = message }, status);
}
