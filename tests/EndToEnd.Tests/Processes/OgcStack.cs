using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>A stack with a published notebook that echoes its inputs, one that fails and one that is slow.</summary>
public sealed class OgcStack : IAsyncLifetime
{
    public const string Collection = "Processes";
    public const string Failing = "ogc/failing.ipynb";
    public const string Slow = "ogc/slow.ipynb";

    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private const string Echo = """
        import json, pathlib
        def record(name, value):
            display({"application/scrapbook.scrap.json+json": {"name": name, "data": value, "encoder": "json", "version": 1}}, raw=True)
        record("text", text)
        record("number", number)
        pathlib.Path("outputs/echo.json").write_text(json.dumps({"items": items, "point": point, "box": box, "data": data, "mixed": mixed}))
        pathlib.Path("outputs/bytes.bin").write_bytes(bytes(range(256)))
        """;

    private readonly ConcurrentDictionary<string, Lazy<Task<OgcAnswer>>> _answers = new();
    private LocalStack? _stack;

    public LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not been started.");

    public SubscriberServer Subscriber { get; } = new();

    /// <summary>Of the caller's default workspace; addresses are relative to the landing page.</summary>
    public HttpClient Http { get; } = new();

    public async Task InitializeAsync()
    {
        _stack = await LocalStack.StartAsync(new StackOptions
        {
            Settings = new Dictionary<string, string> { ["Outbound__AllowPrivateAddresses"] = "true" },
        });
        Http.BaseAddress = new Uri(Stack.App.Address, "/ogc/");
        Http.DefaultRequestHeaders.Authorization = Stack.Client.Http.DefaultRequestHeaders.Authorization;
        await PutAsync(Failing, Notebooks.Python("print('begun')", "1 / 0", "print('never')"));
        await PutAsync(Slow, Notebooks.Python("print('begun')", "import time\ntime.sleep(120)"));
        var echo = Notebooks.Python("text = 'a'\nnumber = 1.0\nitems = []\npoint = {}\nbox = {}\ndata = ''\nmixed = ''", Echo);
        echo["cells"]![0]!["metadata"]!["tags"] = new JsonArray("parameters");
        await PutAsync("ogc/echo.ipynb", echo);
        using var published = await Stack.Client.Http.PostAsJsonAsync("processes", Publication());
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());

        // Side by side, while the tests that need none of them run.
        foreach (var body in (JsonObject[])[OgcResultTests.RawOne, OgcResultTests.RawMany, OgcResultTests.RawRef, OgcResultTests.RawMixed, OgcResultTests.Document, OgcExecutionTests.Inputs])
        {
            _ = ExecuteAsync("echo", body);
            _ = ExecuteAsync("echo", body, "respond-async");
        }
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Subscriber.Dispose();
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
    }

    /// <summary>Executes a process, once for all tests that ask for the same.</summary>
    public Task<OgcAnswer> ExecuteAsync(string process, JsonObject body, string? prefer = null) => _answers.GetOrAdd(
        $"{process} {prefer} {body.ToJsonString()}",
        _ => new Lazy<Task<OgcAnswer>>(() => SendAsync(process, body.ToJsonString(), prefer))).Value;

    public async Task<OgcAnswer> SendAsync(string process, string body, string? prefer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"processes/{process}/execution")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        using var answer = await Http.SendAsync(request);
        return await OgcAnswer.ReadAsync(answer);
    }

    public async Task<OgcAnswer> GetAsync(string address, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var answer = await Http.SendAsync(request);
        return await OgcAnswer.ReadAsync(answer);
    }

    public async Task<OgcAnswer> DeleteAsync(string address)
    {
        using var answer = await Http.DeleteAsync(address);
        return await OgcAnswer.ReadAsync(answer);
    }

    /// <summary>The status of a job once it is over.</summary>
    public async Task<JsonObject> EndAsync(string job)
    {
        JsonObject status = [];
        await Eventually.TrueAsync(
            async () => (status = (await GetAsync(job)).Json)["status"]!.GetValue<string>() is "successful" or "failed" or "dismissed",
            Deadline,
            $"{job} is over");
        return status;
    }

    /// <summary>The results of an asynchronous execution, once they are there.</summary>
    public async Task<OgcAnswer> ResultsAsync(OgcAnswer accepted)
    {
        Assert.Equal(201, accepted.Status);
        Assert.Equal("successful", (await EndAsync(accepted.Location!))["status"]!.GetValue<string>());
        return await GetAsync(accepted.Location + "/results");
    }

    private Task PutAsync(string path, JsonObject notebook) =>
        Stack.Client.PutFileAsync(path, Encoding.UTF8.GetBytes(notebook.ToJsonString()));

    private static JsonObject Publication() => JsonNode.Parse("""
        {
          "id": "echo", "title": "Echo", "description": "Gives back what it is given.", "version": "2.1.0", "keywords": ["test"],
          "notebook": "ogc/echo.ipynb", "flavor": "small",
          "inputs": {
            "text": {"title": "Text", "description": "Any.", "schema": {"type": "string", "maxLength": 20}, "minOccurs": 0},
            "number": {"schema": {"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 10}, "minOccurs": 0},
            "items": {"schema": {"type": "integer"}, "minOccurs": 0, "maxOccurs": 3},
            "point": {"schema": {"type": "object", "required": ["type"]}, "minOccurs": 0},
            "box": {"schema": {"type": "object", "format": "ogc-bbox"}, "minOccurs": 0},
            "data": {"schema": {"type": "string", "contentEncoding": "binary", "contentMediaType": "image/tiff"}, "minOccurs": 0},
            "mixed": {"schema": {"oneOf": [
              {"type": "string", "contentMediaType": "text/plain"},
              {"type": "object", "contentMediaType": "application/json"}]}, "minOccurs": 0}
          },
          "outputs": {
            "text": {"title": "The text", "schema": {"type": "string", "contentMediaType": "text/plain"}},
            "number": {"schema": {"type": "number"}},
            "all": {"path": "echo.json", "schema": {"type": "object"}},
            "bytes": {"path": "bytes.bin", "schema": {"oneOf": [
              {"type": "string", "contentEncoding": "binary", "contentMediaType": "application/octet-stream"},
              {"type": "string", "contentEncoding": "binary", "contentMediaType": "application/x-binary"}]}}
          }
        }
        """)!.AsObject();
}
