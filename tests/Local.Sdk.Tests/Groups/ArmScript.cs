using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.Resources;

namespace CloudWorkspaces.Local.Sdk.Tests.Groups;

/// <summary>Answers a client of container groups, one answer a request, and keeps what was asked.</summary>
internal sealed class ArmScript : HttpMessageHandler
{
    public const string Address = "https://arm.test";
    public const string SubscriptionId = "/subscriptions/00000000-0000-0000-0000-000000000001";
    public const string ResourceGroup = SubscriptionId + "/resourceGroups/rg";
    public const string GroupId = ResourceGroup + "/providers/Microsoft.ContainerInstance/containerGroups/g1";

    private readonly Queue<HttpResponseMessage> _answers = new();
    private readonly List<(string Method, string Address, string Body)> _requests = [];

    public IReadOnlyList<(string Method, string Address, string Body)> Requests => _requests;

    public ContainerGroupCollection Groups =>
        Client.GetResourceGroupResource(new ResourceIdentifier(ResourceGroup)).GetContainerGroups();

    public SubscriptionResource Subscription => Client.GetSubscriptionResource(new ResourceIdentifier(SubscriptionId));

    private ArmClient Client => new(new AnyToken(), null, new ArmClientOptions
    {
        Environment = new ArmEnvironment(new Uri(Address), "https://audience.test"),
        Transport = new HttpClientTransport(this),
        Retry = { MaxRetries = 0 },
    });

    /// <summary>The body of a group in some state.</summary>
    public static string Group(string provisioningState = "Succeeded", string name = "g1") =>
        $$"""
        {
          "id": "{{ResourceGroup}}/providers/Microsoft.ContainerInstance/containerGroups/{{name}}",
          "name": "{{name}}",
          "location": "westeurope",
          "properties": { "provisioningState": "{{provisioningState}}", "containers": [], "osType": "Linux" }
        }
        """;

    public ArmScript Then(int status, string body = "", params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        _answers.Enqueue(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        _requests.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, body));
        return _answers.Dequeue();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        while (_answers.TryDequeue(out var answer))
        {
            answer.Dispose();
        }
    }

    private sealed class AnyToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
