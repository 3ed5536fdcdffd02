using Azure.Core;
using Azure.Core.Pipeline;

namespace CloudWorkspaces.Agent.Storage;

/// <summary>Puts the blob's current signature on each try of each request, so that a long upload outlives one.</summary>
internal sealed class SignedRequests(BlobAccess access, string blob) : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var address = await access.GetAsync(blob, message.CancellationToken);
        if (!message.TryGetProperty(typeof(SignedRequests), out var unsigned))
        {
            unsigned = message.Request.Uri.Query;
            message.SetProperty(typeof(SignedRequests), unsigned);
        }

        message.Request.Uri.Query = unsigned is string { Length: > 0 } query
            ? $"{query}&{address.Query.TrimStart('?')}"
            : address.Query;
        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The agent's requests are asynchronous.");
}
