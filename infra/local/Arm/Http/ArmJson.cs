using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Arm.Http;

internal static class ArmJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>A body is refused if a property stands in it twice: which one counts would be a guess.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, null, Strict, request.HttpContext.RequestAborted);
            return body is JsonObject members
                ? CanonicalNames.Apply(members)
                : throw Unreadable("The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception.Message);
        }
    }

    public static IResult Result(object? value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, Options, statusCode: status);

    private static ArmException Unreadable(string reason) => ArmException.BadRequest(
        "InvalidRequestContent", $"The request content was invalid and could not be deserialized: '{reason}'.");
}
