using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>The agent endpoint of one attempt as the contract describes it, on real blobs.</summary>
internal sealed class AgentApp : IAsyncDisposable
{
    private static readonly string[] Names =
    [
        "input.ipynb", "status.json", "output.ipynb", "output.html", "log.txt", "metrics.ndjson", "provenance.json",
    ];

    private readonly WebApplication _app;
    private readonly string _path;

    private AgentApp(WebApplication app, int port, BlobContainerClient container)
    {
        (_app, Container) = (app, container);
        _path = $"/api/agent/runs/default/{RunId}/1";
        Endpoint = $"http://127.0.0.1:{port}{_path}";
    }

    public string RunId { get; } = Guid.NewGuid().ToString("N")[..12];

    public string Endpoint { get; }

    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public BlobContainerClient Container { get; }

    public JsonObject Job { get; init; } = [];

    /// <summary>How long the signatures live that the agent gets.</summary>
    public TimeSpan SasLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Status of every answer to a start, when the app does not want the attempt.</summary>
    public int? StartStatus { get; set; }

    public ConcurrentQueue<JsonObject> Events { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    public JsonObject? Settled => Events.FirstOrDefault(found => (string?)found["type"] == "settled");

    public bool HasEvent(string type) => Events.Any(found => (string?)found["type"] == type);

    public static async Task<AgentApp> StartAsync(string notebook, BlobContainerClient container, JsonObject job)
    {
        var port = Ports.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var web = builder.Build();
        var app = new AgentApp(web, port, container) { Job = job };
        web.MapPost(app._path + "/{call}", app.AnswerAsync);
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient($"{app.RunId}/1/input.ipynb").UploadAsync(BinaryData.FromString(notebook));
        await web.StartAsync();
        return app;
    }

    public BlobClient Blob(string name) => Container.GetBlobClient($"{RunId}/1/{name}");

    public async Task<string> ReadAsync(string name) => (await Blob(name).DownloadContentAsync()).Value.Content.ToString();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpRequest request, string call)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        Calls.Enqueue(call);
        if (!IsSigned(request, body))
        {
            return Results.StatusCode(401);
        }

        var content = JsonNode.Parse(body)!.AsObject();
        switch (call)
        {
            case "start" when StartStatus is { } status:
                return Results.StatusCode(status);
            case "start":
                return Json(Start());
            case "access":
                return Json(Access(content["blobs"]!.AsArray().Select(name => (string)name!)));
            case "finish":
                return Json(new JsonObject { ["proceed"] = true });
            case "events":
                Events.Enqueue(content);
                return Results.StatusCode(202);
            default:
                return Results.NotFound();
        }
    }

    private JsonObject Start()
    {
        var answer = new JsonObject
        {
            ["workspace"] = "default",
            ["runId"] = RunId,
            ["attempt"] = 1,
            ["notebookName"] = "a.ipynb",
            ["maxNotebookBytes"] = 20_000_000,
            ["parameters"] = new JsonObject(),
            ["kernel"] = null,
            ["runTimeoutSeconds"] = 300,
            ["cellTimeoutSeconds"] = null,
            ["startTimeoutSeconds"] = 60,
        };
        foreach (var (name, value) in Job)
        {
            answer[name] = value?.DeepClone();
        }

        foreach (var (name, value) in Access(Names))
        {
            answer[name] = value?.DeepClone();
        }

        return answer;
    }

    private JsonObject Access(IEnumerable<string> names)
    {
        var expiresOn = TimeProvider.System.GetUtcNow() + SasLifetime;
        var blobs = new JsonObject();
        foreach (var name in names)
        {
            var permissions = name == "input.ipynb" && !Job.ContainsKey("git")
                ? BlobSasPermissions.Read
                : BlobSasPermissions.Read | BlobSasPermissions.Add | BlobSasPermissions.Create | BlobSasPermissions.Write;
            blobs[name] = Blob(name).GenerateSasUri(permissions, expiresOn).AbsoluteUri;
        }

        return new JsonObject { ["blobs"] = blobs, ["expiresOn"] = expiresOn.ToString("O") };
    }

    /// <summary>Written from the contract, not with the agent's own code.</summary>
    private bool IsSigned(HttpRequest request, string body)
    {
        var parts = request.Headers.Authorization.ToString().Split(' ', 2);
        var fields = parts[^1].Split(',').ToDictionary(field => field[..1], field => field[2..]);
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body))).ToLowerInvariant();
        var text = $"{request.Method}\n{request.Path}\n{fields["t"]}\n{hash}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return parts[0] == "CW1" && fields["s"] == expected;
    }

    private static IResult Json(JsonObject content) => Results.Text(content.ToJsonString(), "application/json");
}
