using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.Query;

namespace CloudWorkspaces.Local.Sdk.Tests.Monitor;

/// <summary>Gives one answer to the clients of Azure Monitor and keeps what was asked.</summary>
internal sealed class MonitorScript(int status, string answer) : HttpMessageHandler
{
    public string Request { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string[] Scopes { get; private set; } = [];

    public MetricsQueryClient Metrics => new(
        new Uri("https://arm.test"), new Token(this), new MetricsQueryClientOptions { Transport = Transport, Retry = { MaxRetries = 0 } });

    public LogsQueryClient Logs => new(
        new Uri("https://logs.test"), new Token(this), new LogsQueryClientOptions { Transport = Transport, Retry = { MaxRetries = 0 } });

    private HttpClientTransport Transport => new(this);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = $"{request.Method} {Uri.UnescapeDataString(request.RequestUri!.AbsoluteUri)}";
        Body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(answer, Encoding.UTF8, "application/json"),
        };
    }

    private sealed class Token(MonitorScript script) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            script.Scopes = requestContext.Scopes;
            return new("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
