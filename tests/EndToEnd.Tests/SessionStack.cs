using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>One stack for all tests of sessions, which are looked at often and may ask for short idle times.</summary>
public sealed class SessionStack : IAsyncLifetime
{
    public const string Collection = "Sessions";

    /// <summary>An environment of its own for what tests install: packages stay in home by the environment's name.</summary>
    public const string Extended = "extended";

    private LocalStack? _stack;

    public LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not been started.");

    public async Task InitializeAsync() => _stack = await LocalStack.StartAsync(new StackOptions
    {
        Settings = new Dictionary<string, string>
        {
            ["Sessions__MinIdleMinutes"] = "0.05",
            ["Sessions__ActivitySeconds"] = "1",
            ["Sessions__FirstWatchSeconds"] = "1",
            ["Sessions__MaxWatchSeconds"] = "2",
            [$"Environments__{Extended}__Version"] = "1",
            [$"Environments__{Extended}__Image"] = LocalTools.EoImage,
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
