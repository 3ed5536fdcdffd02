using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>A stack whose containers reach a git server on this machine.</summary>
public sealed class GitStack : IAsyncLifetime
{
    public const string User = "reader";

    /// <summary>What the repository wants to know.</summary>
    public const string Password = "canary-of-the-repository";

    private GitServer? _git;
    private LocalStack? _stack;

    public GitServer Git => _git ?? throw new InvalidOperationException("The server has not been started.");

    public LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not been started.");

    public async Task InitializeAsync()
    {
        _git = await GitServer.StartAsync($"{User}:{Password}");
        _stack = await LocalStack.StartAsync(new StackOptions { Forward = _git.Authority });
    }

    public async Task DisposeAsync()
    {
        await (_stack?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_git?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
