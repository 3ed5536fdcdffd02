using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>Takes what is posted, after refusing as often as its path says, and serves one document.</summary>
public sealed class SubscriberServer : IDisposable
{
    public const string Served = """{"type": "Point", "coordinates": [16.37, 48.2]}""";

    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<JsonNode>> _received = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private readonly Task _serving;

    public SubscriberServer()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>How often a path was called.</summary>
    public int Calls(string path) => _calls.GetValueOrDefault("/" + path);

    public async Task<JsonNode> ReceivedAsync(string path, TimeSpan deadline)
    {
        JsonNode? received = null;
        await Eventually.TrueAsync(
            () => Task.FromResult(_received.TryGetValue("/" + path, out var all) && all.TryPeek(out received)), deadline, $"{path} is called");
        return received!;
    }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        var calls = _calls.AddOrUpdate(path, 1, (_, before) => before + 1);
        if (context.Request.HttpMethod == "POST")
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = JsonNode.Parse(await reader.ReadToEndAsync())!;
            if (path.Contains("refuse-once", StringComparison.Ordinal) && calls == 1)
            {
                context.Response.StatusCode = 503;
            }
            else
            {
                _received.GetOrAdd(path, _ => new()).Enqueue(body);
                context.Response.StatusCode = 204;
            }
        }
        else
        {
            context.Response.ContentType = "application/geo+json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Served));
        }

        context.Response.Close();
    }
}
