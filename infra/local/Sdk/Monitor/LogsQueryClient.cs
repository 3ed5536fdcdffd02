using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.Query.Models;
using Azure.ResourceManager.ContainerInstance;

namespace Azure.Monitor.Query;

/// <summary>Queries Log Analytics workspaces, version 1 of its REST API.</summary>
public class LogsQueryClient
{
    private readonly HttpPipeline _pipeline;

    protected LogsQueryClient() => (_pipeline, Endpoint) = (null!, null!);

    public LogsQueryClient(TokenCredential credential) : this(credential, new LogsQueryClientOptions())
    {
    }

    public LogsQueryClient(TokenCredential credential, LogsQueryClientOptions options)
        : this(new Uri($"{options?.Audience ?? LogsQueryAudience.AzurePublicCloud}"), credential, options!)
    {
    }

    public LogsQueryClient(Uri endpoint, TokenCredential credential) : this(endpoint, credential, new LogsQueryClientOptions())
    {
    }

    public LogsQueryClient(Uri endpoint, TokenCredential credential, LogsQueryClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new LogsQueryClientOptions();
        var audience = options.Audience ?? LogsQueryAudience.AzurePublicCloud;
        Endpoint = endpoint;
        _pipeline = HttpPipelineBuilder.Build(
            options, new BearerTokenAuthenticationPolicy(credential, $"{audience}/.default"));
    }

    public Uri Endpoint { get; }

    /// <summary>Throws RequestFailedException if the service refuses, or if a part failed and that is not allowed.</summary>
    public virtual async Task<Response<LogsQueryResult>> QueryWorkspaceAsync(
        string workspaceId,
        string query,
        QueryTimeRange timeRange,
        LogsQueryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(workspaceId);
        ArgumentException.ThrowIfNullOrEmpty(query);
        using var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = RequestMethod.Post;
        request.Uri.Reset(Endpoint);
        request.Uri.AppendPath($"/v1/workspaces/{Uri.EscapeDataString(workspaceId)}/query", escape: false);
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("Content-Type", "application/json");
        if (options?.ServerTimeout is { } timeout)
        {
            request.Headers.Add("Prefer", $"wait={(int)timeout.TotalSeconds}");
            message.NetworkTimeout = timeout + TimeSpan.FromSeconds(15);
        }

        request.Content = RequestContent.Create(Body(query, timeRange));
        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var result = message.Response.Status == 200
            ? Read(JsonNode.Parse(message.Response.Content.ToMemory().Span)!)
            : throw new RequestFailedException(message.Response);
        return result.Error is null || options?.AllowPartialErrors is true
            ? Response.FromValue(result, message.Response)
            : throw new RequestFailedException(200, $"A part of the query failed: {result.Error.Message}", result.Error.Code, null);
    }

    private static BinaryData Body(string query, QueryTimeRange timeRange)
    {
        var body = new JsonObject { ["query"] = query };
        if (timeRange != QueryTimeRange.All)
        {
            body["timespan"] = timeRange.Interval;
        }

        return BinaryData.FromString(body.ToJsonString());
    }

    private static LogsQueryResult Read(JsonNode answer) => new(
        [.. JsonFields.Items(answer, "tables").Select(Table)],
        answer["error"] is { } error ? new ResponseError(JsonFields.Text(error, "code"), JsonFields.Text(error, "message")) : null);

    private static LogsTable Table(JsonNode table)
    {
        List<LogsTableColumn> columns = [.. JsonFields.Items(table, "columns").Select(column =>
            new LogsTableColumn(JsonFields.Text(column, "name")!, JsonFields.Text(column, "type")!))];
        return new LogsTable(
            JsonFields.Text(table, "name")!,
            columns,
            [.. JsonFields.Items(table, "rows").Select(row => new LogsTableRow(columns, row.AsArray()))]);
    }
}
