using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>A stack that builds and checks environments, with an index for pip and a deprecated and a retired version.</summary>
public sealed class BuildingStack : IAsyncLifetime, IDisposable
{
    private readonly WheelIndex _index = new();
    private LocalStack? _stack;

    public LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not been started.");

    public async Task InitializeAsync() => _stack = await LocalStack.StartAsync(new StackOptions
    {
        Builds = true,
        Settings = new Dictionary<string, string>
        {
            ["EnvironmentBuilds__Registry"] = "test",
            ["EnvironmentBuilds__CheckCurated"] = "true",
            ["EnvironmentBuilds__PipIndex"] = _index.Address.AbsoluteUri,
            ["Environments__old__Version"] = "1",
            ["Environments__old__Image"] = LocalTools.EoImage,
            ["Environments__old__Deprecated__1"] = "2020-01-01T00:00:00Z",
            ["Environments__gone__Version"] = "1",
            ["Environments__gone__Image"] = LocalTools.EoImage,
            ["Environments__gone__Retired__1"] = "2020-01-01T00:00:00Z",
        },
    });

    public async Task DisposeAsync()
    {
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
    }

    public void Dispose() => _index.Dispose();
}
