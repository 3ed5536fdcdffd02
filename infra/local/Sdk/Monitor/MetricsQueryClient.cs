using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.Query.Models;

namespace Azure.Monitor.Query;

/// <summary>Reads metrics of Azure resources, api-version 2024-02-01.</summary>
public class MetricsQueryClient
{
    private const string ApiVersion = "2024-02-01";

    private static readonly Uri PublicCloud = new("https://management.azure.com");

    private readonly HttpPipeline _pipeline;

    protected MetricsQueryClient() => (_pipeline, Endpoint) = (null!, null!);

    public MetricsQueryClient(TokenCredential credential) : this(PublicCloud, credential)
    {
    }

    public MetricsQueryClient(TokenCredential credential, MetricsQueryClientOptions options)
        : this(PublicCloud, credential, options)
    {
    }

    public MetricsQueryClient(Uri endpoint, TokenCredential credential, MetricsQueryClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new MetricsQueryClientOptions();
        var audience = options.Audience ?? MetricsQueryAudience.AzurePublicCloud;
        Endpoint = endpoint;
        _pipeline = HttpPipelineBuilder.Build(
            options, new BearerTokenAuthenticationPolicy(credential, $"{audience}/.default"));
    }

    public Uri Endpoint { get; }

    /// <summary>Throws RequestFailedException if the service refuses.</summary>
    public virtual async Task<Response<MetricsQueryResult>> QueryResourceAsync(
        string resourceId,
        IEnumerable<string> metrics,
        MetricsQueryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(resourceId);
        ArgumentNullException.ThrowIfNull(metrics);
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri = Address(resourceId, metrics, options ?? new MetricsQueryOptions());
        message.Request.Headers.Add("Accept", "application/json");
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response.Status == 200
            ? Response.FromValue(
                MetricsReader.Read(JsonNode.Parse(message.Response.Content.ToMemory().Span)!), message.Response)
            : throw new RequestFailedException(message.Response);
    }

    private RequestUriBuilder Address(string resourceId, IEnumerable<string> metrics, MetricsQueryOptions options)
    {
        var address = new RequestUriBuilder();
        address.Reset(Endpoint);
        address.AppendPath($"/{resourceId.Trim('/')}/providers/Microsoft.Insights/metrics", escape: false);
        Add("api-version", ApiVersion);
        Add("timespan", options.TimeRange?.Interval);
        Add("interval", options.Granularity is { } granularity ? XmlConvert.ToString(granularity) : null);
        Add("metricnames", string.Join(',', metrics));
        Add("aggregation", options.Aggregations.Count == 0
            ? null
            : string.Join(',', options.Aggregations.Select(aggregation => aggregation.ToString().ToLowerInvariant())));
        Add("top", options.Size?.ToString(CultureInfo.InvariantCulture));
        Add("orderby", options.OrderBy);
        Add("$filter", options.Filter);
        Add("metricnamespace", options.MetricNamespace);
        return address;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                address.AppendQuery(name, value, escapeValue: true);
            }
        }
    }
}
