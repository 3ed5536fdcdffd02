using System.Text.Json;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Agents;

/// <summary>An agent's request, its signature found good.</summary>
internal sealed record AgentCall(RunAttempt Attempt, ReadOnlyMemory<byte> Body)
{
    /// <exception cref="ProblemException">400: the body is not what the call needs.</exception>
    public T Read<T>()
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body.Span, JsonSerializerOptions.Web) ??
                throw new ProblemException(Problems.InvalidRequest("The body must be a JSON object."));
        }
        catch (JsonException exception)
        {
            throw new ProblemException(Problems.InvalidRequest($"The body does not fit: {exception.Message}"));
        }
    }
}
