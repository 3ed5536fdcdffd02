using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Causes;

/// <summary>One stack for every cause: with little memory to run out of, an image that nobody has, and storage that can go.</summary>
public sealed class CauseStack : IAsyncLifetime
{
    public const string Collection = "Causes";
    public const string SmallMemory = "tiny";
    public const string NoImage = "gone";
    public const string NoContainer = "not-there";

    private LocalStack? _stack;

    public LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not been started.");

    public FaultProxy Blobs => Stack.BlobProxy!;

    public async Task InitializeAsync() => _stack = await LocalStack.StartAsync(new StackOptions
    {
        BlobProxy = true,
        Settings = new Dictionary<string, string>
        {
            [$"Flavors__{SmallMemory}__Cpu"] = "1",
            [$"Flavors__{SmallMemory}__MemoryGiB"] = "0.5",
            [$"Environments__{NoImage}__Version"] = "1",
            [$"Environments__{NoImage}__Image"] = $"localhost/cloud-workspaces/gone@sha256:{new string('0', 64)}",
            ["Mounts__Containers__0"] = NoContainer,
        },
    });

    public async Task DisposeAsync()
    {
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
    }
}
