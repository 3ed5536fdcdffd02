using System.Text.Json;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Agents;

/// <summary>The JSON of an agent's request.</summary>
internal static class AgentBody
{
    /// <exception cref="ProblemException">400: the body is not what the call needs.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, JsonSerializerOptions.Web) ??
                throw new ProblemException(Problems.InvalidRequest("The body must be a JSON object."));
        }
        catch (JsonException exception)
        {
            throw new ProblemException(Problems.InvalidRequest($"The body does not fit: {exception.Message}"));
        }
    }
}
