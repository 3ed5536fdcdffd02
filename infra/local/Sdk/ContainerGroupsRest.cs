using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>The requests of Microsoft.ContainerInstance, api-version 2025-09-01.</summary>
internal sealed class ContainerGroupsRest(HttpPipeline pipeline, Uri endpoint)
{
    private const string ApiVersion = "2025-09-01";

    public Task<Response> PutAsync(ResourceIdentifier id, BinaryData body, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Put, AddressOf(id), body, [200, 201], cancellationToken);

    public Task<Response> GetAsync(ResourceIdentifier id, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, AddressOf(id), null, [200], cancellationToken);

    public Task<Response> GetIfExistsAsync(ResourceIdentifier id, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, AddressOf(id), null, [200, 404], cancellationToken);

    public Task<Response> DeleteAsync(ResourceIdentifier id, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Delete, AddressOf(id), null, [200, 202, 204], cancellationToken);

    public Task<Response> StopAsync(ResourceIdentifier id, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Post, AddressOf(id, "/stop"), null, [204], cancellationToken);

    public Task<Response> LogsAsync(
        ResourceIdentifier id, string container, int? tail, bool? timestamps, CancellationToken cancellationToken)
    {
        var address = AddressOf(id, $"/containers/{Uri.EscapeDataString(container)}/logs");
        if (tail is { } lines)
        {
            address.AppendQuery("tail", lines.ToString(CultureInfo.InvariantCulture));
        }

        if (timestamps is { } stamped)
        {
            address.AppendQuery("timestamps", stamped ? "true" : "false");
        }

        return SendAsync(RequestMethod.Get, address, null, [200], cancellationToken);
    }

    /// <summary>A page of a list, by an address that has its query already.</summary>
    public Task<Response> GetPageAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, Builder(address), null, [200], cancellationToken);

    /// <summary>The state of a long-running operation, by the address that ARM gave.</summary>
    public Task<Response> GetOperationAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(RequestMethod.Get, Builder(address), null, [200, 201, 202, 204], cancellationToken);

    public static Uri WithApiVersion(Uri address) => new($"{address.AbsoluteUri}?api-version={ApiVersion}");

    private async Task<Response> SendAsync(
        RequestMethod method,
        RequestUriBuilder address,
        BinaryData? body,
        int[] accepted,
        CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri = address;
        message.Request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(body);
        }

        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return accepted.Contains(message.Response.Status)
            ? message.Response
            : throw new RequestFailedException(message.Response);
    }

    private RequestUriBuilder AddressOf(ResourceIdentifier id, string action = "")
    {
        var address = Builder(endpoint);
        address.AppendPath($"{id}{action}", escape: false);
        address.AppendQuery("api-version", ApiVersion, escapeValue: true);
        return address;
    }

    private static RequestUriBuilder Builder(Uri address)
    {
        var builder = new RequestUriBuilder();
        builder.Reset(address);
        return builder;
    }
}
