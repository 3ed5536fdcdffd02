using System.Net;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>The agent endpoint gave no usable answer within the bounds of retrying.</summary>
internal sealed class EndpointException(string message, HttpStatusCode? status, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Null when no answer came at all.</summary>
    public HttpStatusCode? Status { get; } = status;
}
