using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CloudWorkspaces.AzureServices;

/// <summary>
/// Makes a call that took too long a failed request. The pipeline itself throws what looks like a cancellation by the
/// caller, which nobody may take for a failure of the service.
/// </summary>
internal sealed class TimeoutPolicy : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            ProcessNext(message, pipeline);
        }
        catch (OperationCanceledException exception) when (!message.CancellationToken.IsCancellationRequested)
        {
            throw TimedOut(message, exception);
        }
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (OperationCanceledException exception) when (!message.CancellationToken.IsCancellationRequested)
        {
            throw TimedOut(message, exception);
        }
    }

    private static RequestFailedException TimedOut(HttpMessage message, Exception inner) =>
        new($"{message.Request.Method} {message.Request.Uri.ToUri().AbsolutePath} was not answered in time.", inner);
}
