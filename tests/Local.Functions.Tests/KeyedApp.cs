using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>A host with keys of its own, which have been made.</summary>
public sealed class KeyedApp : IAsyncLifetime
{
    public const string FirstFunction = "k_first.json";

    public TestApp App { get; private set; } = null!;

    public string Master { get; private set; } = "";

    public string HostKey { get; private set; } = "";

    public string SystemKey { get; private set; } = "";

    public string FirstKey { get; private set; } = "";

    internal SecretBlobs Secrets { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await StartAsync("Host-" + TestApp.NewHub());
        Secrets = await SecretBlobs.OfAsync("host-" + App.Hub);
        Assert.Equal(HttpStatusCode.Unauthorized, (await App.Http.GetAsync("locked/first")).StatusCode);
        var host = await Secrets.ReadAsync();
        Master = (string)host["masterKey"]!["value"]!;
        HostKey = (string)host["functionKeys"]![0]!["value"]!;
        SystemKey = (string)host["systemKeys"]![0]!["value"]!;
        FirstKey = (string)(await Secrets.ReadAsync(FirstFunction))["keys"]![0]!["value"]!;
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>A host of that id; its hub is named after it.</summary>
    public static async Task<TestApp> StartAsync(string hostId)
    {
        var hub = hostId[(hostId.IndexOf('-', StringComparison.Ordinal) + 1)..];
        var builder = await TestApp.BuilderAsync(hub);
        builder.Configuration["AzureFunctionsWebHost:hostid"] = hostId;
        return await TestApp.StartAsync(builder, hub);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? key, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        return await App.Http.SendAsync(request);
    }

    /// <summary>A durable endpoint, with the system key.</summary>
    public Task<HttpResponseMessage> DurableAsync(HttpMethod method, string path, string? body = null, string type = "application/json") =>
        SendAsync(method, "runtime/webhooks/durabletask/" + path, SystemKey, body, type);

    public async Task<HttpStatusCode> StatusAsync(string path, string? key) =>
        (await SendAsync(HttpMethod.Get, path, key)).StatusCode;

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
