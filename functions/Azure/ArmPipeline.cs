using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.AzureServices;

/// <summary>Requests to ARM for which there is no typed client, and to the addresses that its answers give.</summary>
public sealed class ArmPipeline(IOptions<ArmOptions> options)
{
    private const string Scope = "https://management.azure.com/.default";

    private readonly HttpPipeline _arm = Build(
        options.Value,
        new BearerTokenAuthenticationPolicy(
            options.Value.Token is { Length: > 0 } token ? new FixedTokenCredential(token) : new DefaultAzureCredential(),
            Scope));

    // An address that carries its own signature must not be sent the token.
    private readonly HttpPipeline _signed = Build(options.Value);

    /// <summary>Of the deployment's resource group.</summary>
    public string ResourceGroup { get; } =
        $"/subscriptions/{options.Value.SubscriptionId}/resourceGroups/{options.Value.ResourceGroup}";

    public async Task<Response> SendAsync(
        RequestMethod method, string path, BinaryData? body, CancellationToken cancellationToken)
    {
        using var message = _arm.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(options.Value.Endpoint, path));
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        if (body is not null)
        {
            message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
            message.Request.Content = RequestContent.Create(body);
        }

        await _arm.SendAsync(message, cancellationToken);
        return message.Response.IsError ? throw new RequestFailedException(message.Response) : message.Response;
    }

    public async Task<BinaryData> DownloadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var message = _signed.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(address);
        await _signed.SendAsync(message, cancellationToken);
        return message.Response.IsError
            ? throw new RequestFailedException(message.Response)
            : message.Response.Content;
    }

    private static HttpPipeline Build(ArmOptions options, params HttpPipelinePolicy[] perRetry)
    {
        var client = new PipelineOptions { Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(30) } };
        if (options.CertificateThumbprint is { Length: > 0 } thumbprint)
        {
            client.Transport = PinnedTransport.Create(thumbprint);
        }

        return HttpPipelineBuilder.Build(client, [new TimeoutPolicy()], perRetry, null);
    }

    private sealed class PipelineOptions : ClientOptions;
}
