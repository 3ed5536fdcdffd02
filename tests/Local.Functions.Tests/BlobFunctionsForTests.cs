using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>Blob functions that note what they were called with, by container. A test turns on those it needs.</summary>
public sealed class BlobFunctionsForTests(IConfiguration configuration, ScopedThing scoped)
{
    public const string Setting = "BLOBS";

    /// <summary>What <see cref="Scripted"/> does, by container.</summary>
    public static ConcurrentDictionary<string, Func<BlobClient, FunctionContext, Task>> Scripts { get; } = new();

    public static ConcurrentQueue<(string Container, string Function, string Text)> Calls { get; } = new();

    public static IEnumerable<string> Names => typeof(BlobFunctionsForTests).GetMethods()
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name)
        .OfType<string>();

    public static List<string> Of(string container) =>
        [.. Calls.Where(call => call.Container == container).Select(call => $"{call.Function}: {call.Text}").Order()];

    [Function(nameof(Text))]
    public void Text([BlobTrigger("%BLOBS%/{name}")] string content) => Note(nameof(Text), content);

    [Function(nameof(Bytes))]
    public void Bytes([BlobTrigger("%BLOBS%/{name}")] byte[] content) => Note(nameof(Bytes), Encoding.UTF8.GetString(content));

    [Function(nameof(Streamed))]
    public async Task Streamed([BlobTrigger("%BLOBS%/{name}")] Stream content)
    {
        using var reader = new StreamReader(content);
        Note(nameof(Streamed), await reader.ReadToEndAsync());
    }

    [Function(nameof(Binary))]
    public void Binary([BlobTrigger("%BLOBS%/{name}")] BinaryData content) => Note(nameof(Binary), content.ToString());

    [Function(nameof(Json))]
    public void Json([BlobTrigger("%BLOBS%/{name}")] Order content) => Note(nameof(Json), $"{content.Id} {content.Count}");

    [Function(nameof(Client))]
    public void Client([BlobTrigger("%BLOBS%/{name}")] BlobClient blob) => Note(nameof(Client), blob.Name);

    [Function(nameof(BaseClient))]
    public void BaseClient([BlobTrigger("%BLOBS%/{name}")] BlobBaseClient blob) => Note(nameof(BaseClient), blob.Name);

    [Function(nameof(BlockClient))]
    public void BlockClient([BlobTrigger("%BLOBS%/{name}")] BlockBlobClient blob) => Note(nameof(BlockClient), blob.Name);

    [Function(nameof(AppendClient))]
    public void AppendClient([BlobTrigger("%BLOBS%/{name}")] AppendBlobClient blob) => Note(nameof(AppendClient), blob.Name);

    [Function(nameof(PageClient))]
    public void PageClient([BlobTrigger("%BLOBS%/{name}")] PageBlobClient blob) => Note(nameof(PageClient), blob.Name);

    [Function(nameof(Named))]
    public void Named(
        [BlobTrigger("%BLOBS%/{folder}/{number}.{ext}", Connection = "BLOBS_CONNECTION")] BlobClient blob,
        string folder,
        int number,
        string ext,
        Uri uri,
        IDictionary<string, string> metadata,
        string blobTrigger,
        FunctionContext context,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Note(
            nameof(Named),
            string.Join(
                ' ',
                folder,
                number + 1,
                ext,
                uri == blob.Uri,
                metadata["key"],
                blobTrigger == $"{blob.BlobContainerName}/{blob.Name}",
                context.BindingContext.BindingData["Uri"] is string text && text == $"\"{blob.Uri}\"",
                ((string)context.BindingContext.BindingData["Properties"]!).Contains("\"ContentLength\":7", StringComparison.Ordinal),
                context.BindingContext.BindingData["Metadata"],
                context.FunctionDefinition.InputBindings["blob"].Type,
                client.Name.Length > 0,
                cancellationToken.CanBeCanceled,
                scoped.Id != Guid.Empty));

    [Function(nameof(WithInput))]
    public void WithInput(
        [BlobTrigger("%BLOBS%/in/{name}.json")] Order order,
        [BlobInput("%BLOBS%/beside/{name}.txt")] string beside,
        [BlobInput("%BLOBS%/beside/{name}.json")] Order other,
        string name) => Note(nameof(WithInput), $"{name} {order.Id} {beside} {other.Id}");

    [Function(nameof(Scripted))]
    public Task Scripted([BlobTrigger("%BLOBS%/{name}")] BlobClient blob, FunctionContext context) =>
        Scripts[blob.BlobContainerName](blob, context);

    [Function(nameof(OnEvent))]
    public void OnEvent([BlobTrigger("%BLOBS%/{name}", Source = BlobTriggerSource.EventGrid)] string content, string name) =>
        Note(nameof(OnEvent), $"{name} {content}");

    [Function(nameof(Unnamed))]
    public void Unnamed([BlobTrigger("%BLOBS%/{name}")] BlobContainerClient blob, string other) =>
        Note(nameof(Unnamed), $"{blob} {other}");

    private void Note(string function, string text) => Calls.Enqueue((configuration[Setting]!, function, text));

    public sealed record Order(string Id, int Count);
}
