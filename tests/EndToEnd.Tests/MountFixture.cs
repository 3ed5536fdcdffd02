using Azure.Storage.Blobs;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>A stack whose containers reach blobs through a proxy, with one more container that workspaces may mount.</summary>
public sealed class MountFixture : IAsyncLifetime
{
    public const string Collection = "Mounts";
    public const string Catalog = "catalog";
    public const string Missing = "not-there";

    private LocalStack? _stack;

    public LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not been started.");

    public FaultProxy Proxy => Stack.BlobProxy!;

    public BlobServiceClient Blobs => new(Stack.StorageConnection);

    public BlobContainerClient Files => Blobs.GetBlobContainerClient("default-files");

    public async Task InitializeAsync()
    {
        _stack = await LocalStack.StartAsync(new StackOptions
        {
            BlobProxy = true,
            Settings = new Dictionary<string, string>
            {
                ["Mounts__Containers__0"] = Catalog,
                ["Mounts__Containers__1"] = Missing,
            },
        });
        await Blobs.CreateBlobContainerAsync(Catalog);
    }

    public async Task DisposeAsync()
    {
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
    }
}
