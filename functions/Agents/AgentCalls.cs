using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Agents;

/// <summary>Reads agents' requests: only those that the attempt's own key has signed get through.</summary>
public sealed class AgentCalls(AgentKeys keys, TimeProvider time)
{
    /// <exception cref="ProblemException">401 for any doubt about the caller; 413.</exception>
    internal async Task<AgentCall> ReadAsync(
        HttpRequest request, AgentRoute route, int maxBytes, CancellationToken cancellationToken)
    {
        var attempt = route.TryParse();
        var body = await ReadAsync(request, attempt is null ? null : keys.KeyOf(attempt), maxBytes, cancellationToken);
        return new(attempt!, body);
    }

    /// <param name="request">What came.</param>
    /// <param name="key">Of the attempt that the address names; null when it names none.</param>
    /// <param name="maxBytes">Of the body.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The body, its signature found good.</returns>
    /// <exception cref="ProblemException">401 for any doubt about the caller; 413.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpRequest request, byte[]? key, int maxBytes, CancellationToken cancellationToken)
    {
        var signature = AgentSignature.TryParse(request.Headers.Authorization);
        if (signature is null || key is null)
        {
            throw Unauthorized();
        }

        var body = await ReadBodyAsync(request, maxBytes, cancellationToken);
        var path = (request.PathBase + request.Path).Value ?? "";
        return signature.IsValid(key, request.Method, path, time.GetUtcNow(), body.Span) ? body : throw Unauthorized();
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[maxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= maxBytes
            ? buffer.AsMemory(0, length)
            : throw new ProblemException(Problems.TooLarge($"The body has more than {maxBytes} bytes."));
    }

    private static ProblemException Unauthorized() =>
        new(Problems.Unauthorized("The request is not signed with the key of its attempt."));
}
