using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using CloudWorkspaces.AzureServices;

namespace CloudWorkspaces.Functions.Tests.AzureServices;

public sealed class TimeoutPolicyTests : IDisposable
{
    private readonly Silence _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Send_ServiceDoesNotAnswer_IsAFailedRequest()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(CancellationToken.None));

        Assert.Equal(0, failure.Status);
        Assert.Contains("PUT /path was not answered in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_CallerCancels_IsACancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var sending = SendAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var timeout = cancellationToken.CanBeCanceled ? TimeSpan.FromMinutes(1) : TimeSpan.FromMilliseconds(50);
        var options = new ArmClientOptions
        {
            Transport = new HttpClientTransport(_service),
            Retry = { MaxRetries = 0, NetworkTimeout = timeout },
        };
        options.AddPolicy(new TimeoutPolicy(), HttpPipelinePosition.PerCall);
        using var message = HttpPipelineBuilder.Build(options).CreateMessage();
        message.Request.Method = RequestMethod.Put;
        message.Request.Uri.Reset(new Uri("https://arm.test/path?key=secret"));
        await HttpPipelineBuilder.Build(options).SendAsync(message, cancellationToken);
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("Nobody waits for ever.");
        }
    }
}
