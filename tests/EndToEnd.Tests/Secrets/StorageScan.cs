using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;

namespace CloudWorkspaces.EndToEnd.Tests.Secrets;

/// <summary>Finds the places of a storage account, and of folders, that hold a canary.</summary>
internal sealed class StorageScan(Canary canary)
{
    private readonly List<string> _found = [];

    /// <summary>How much was looked at, by kind.</summary>
    public Dictionary<string, int> Looked { get; } = [];

    public IReadOnlyList<string> Found => _found;

    public async Task AccountAsync(string connection)
    {
        await TablesAsync(new TableServiceClient(connection));
        await BlobsAsync(new BlobServiceClient(connection));
        await QueuesAsync(new QueueServiceClient(connection));
    }

    public void Text(string place, string content) => Bytes("text", place, Encoding.UTF8.GetBytes(content));

    public void Folder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => !file.EndsWith(".sock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream content = new();
            stream.CopyTo(content);
            Bytes("file", file, content.ToArray());
        }
    }

    private async Task TablesAsync(TableServiceClient service)
    {
        await foreach (var table in service.QueryAsync())
        {
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                foreach (var (name, value) in row)
                {
                    var content = value as byte[] ?? Encoding.UTF8.GetBytes($"{name}={value}");
                    Bytes("table", $"{table.Name}/{row.PartitionKey}/{row.RowKey}/{name}", content);
                }
            }
        }
    }

    private async Task BlobsAsync(BlobServiceClient service)
    {
        await foreach (var container in service.GetBlobContainersAsync())
        {
            var client = service.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(BlobTraits.All, BlobStates.All, null, default))
            {
                var place = $"{container.Name}/{blob.Name}";
                Text(place, $"{blob.Name} {string.Join(' ', blob.Metadata)} {string.Join(' ', blob.Tags ?? new Dictionary<string, string>())}");
                var content = await client.GetBlobClient(blob.Name).DownloadContentAsync();
                Bytes("blob", place, content.Value.Content.ToArray());
            }
        }
    }

    private async Task QueuesAsync(QueueServiceClient service)
    {
        await foreach (var queue in service.GetQueuesAsync())
        {
            Text(queue.Name, string.Join(' ', queue.Metadata ?? new Dictionary<string, string>()));
            foreach (var message in (await service.GetQueueClient(queue.Name).PeekMessagesAsync(32)).Value)
            {
                Bytes("queue", queue.Name, message.Body.ToArray());
            }
        }
    }

    private void Bytes(string kind, string place, byte[] content)
    {
        Looked[kind] = Looked.GetValueOrDefault(kind) + 1;
        if (canary.IsIn(content) || (content is [0x1f, 0x8b, ..] && canary.IsIn(Unzipped(content))))
        {
            _found.Add($"{kind} {place}");
        }
    }

    private static byte[] Unzipped(byte[] content)
    {
        using GZipStream zipped = new(new MemoryStream(content), CompressionMode.Decompress);
        using MemoryStream plain = new();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }
}
